"""Words that news uses one for another; a table of groups. A word may stand in several groups.

Written from reports of crime, courts, accidents and politics. It says "may stand for", not "means the same": numbers,
names and opposites are compared elsewhere. English.
"""

from __future__ import annotations

_ROWS = """
shoot shot shooting gunfire shots gunshot fired fire gunned firing shootout
wound wounded injure injured injury injuries hurt wounds harmed struck hit shot
kill killed killing killings dead died death deaths dies die fatal fatally slain slaying murder murdered homicide slay
quarrel argument argue argued dispute altercation disagreement fight confrontation row brawl fighting
home house residence apartment property dwelling
child boy girl kid toddler infant baby juvenile youngster minor
boy son teen teenager youth
girl daughter teen teenager
teen teenager teenagers teens teenage youth juvenile student
man male gentleman men
woman female lady women
police officer officers cops authorities investigators detectives deputies officials
arrest arrested custody apprehended caught detained captured booked jailed
charge charged charges face facing faces counts accused count
suspect suspected alleged accused wanted believed allegedly
search searching seek seeking sought hunt looking wanted hunting
slight slightly minor light lightly
rob robbery robber robbed robbing holdup
begin began started start
burst stormed barged broke entered enter
gun pistol handgun firearm weapon revolver rifle
car vehicle suv truck automobile
street road avenue block
find found discovered discover located led
give given issued gave received get got
hospital taken transported rushed
identify identified named names
early-morning early morning overnight
nightclub club lounge bar
let snuck sneak sneaks invited allowed
accident accidental accidentally accidentally unintentional
rule ruled ruling
handle handled handling
discharge discharged off went
charge count
over in connection after following
wedding marriage
say said tell told announced stated
leave left leaving
party gathering get-together
relative family
fire blaze flames
crash collision accident wreck
attack attacked assault assaulted
big large huge massive
help aid assist assistance
talk talks meeting met meet summit conversation call discussion
leader president chief head premier
agree agreed agreement deal accord
reject rejected refuse refused turned denied
increase increased rise rose risen grew grow growing
decrease decreased fall fell fallen drop dropped decline declined
buy bought purchase purchased acquire acquired
plan plans planned planning intend intends
ban banned bar barred prohibit prohibited
permit license licence
suspend suspended revoked
court trial judge hearing
jail prison
guilty convicted
plead pleaded pleads plea pled pleading
end ended ends ending over finish erupted turned violence
money cash funds
begin start open opened
end ended finish finished
show showed shown demonstrate
vote voted ballot election
law bill legislation act
troops soldiers forces army military
strike airstrike raid bombing bombardment
flee fled escaped ran escape
rescue rescued saved
play playing played
trying attempt attempted attempting try tried tries
someone somebody person individual people subject victim victims
lawmen officers deputies police
quarrel altercation exchange fight dispute
occurred happened
nephew boy
while as when during
"""

GROUPS = tuple(tuple(row.split()) for row in _ROWS.strip().splitlines())

# Carry so little that a sentence says the same without them.
_LIGHT = """
left going himself herself themselves itself outside inside least people place several recently later
earlier according reported happened occurred event time times area scene way still another other others
together made make took take taken came come went goes got gets put during trying try tried tries attempt
attempted attempting
"""
LIGHT_WORDS = frozenset(_LIGHT.split())
