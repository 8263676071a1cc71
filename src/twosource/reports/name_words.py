"""Word lists for names.py: small, in the languages that most reports are written in; a missing word costs little."""


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


PARTICLES = _set("of the de del la las los le les du des da do dos das di della van der den von bin ibn al el ter ten")

# In German, joined to a noun more often than to a name.
GERMAN_ARTICLES = _set("der den des die das")

# Titles stand before a person's name and are not part of it.
PERSON_TITLES = _set(
    """mr mrs ms miss dr prof professor sir lord lady dame president chairman chairwoman minister premier chancellor
    king queen prince princess pope bishop cardinal reverend rev pastor imam sheikh general gen colonel col major maj
    captain capt lieutenant lt sergeant sgt corporal cpl officer detective det deputy sheriff chief commissioner
    inspector superintendent trooper constable senator sen representative rep congressman congresswoman governor gov
    mayor judge justice attorney secretary ambassador spokesman spokeswoman spokesperson coach coroner
    herr frau präsident präsidentin kanzler kanzlerin ministerin monsieur madame mme président présidente
    señor señora don doña presidente presidenta ministro ministra signor signora papa bay bayan cumhurbaşkanı başbakan
    pan pani prezydent господин госпожа президент министр премьер генерал мэр губернатор"""
)

# Capitalised by custom, never names of who or where.
NOT_NAMES = _set(
    """i i'm i've i'll i'd monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues
    wed thu thurs fri sat sun a.m p.m am pm est edt cst cdt mst mdt pst pdt gmt utc montag dienstag mittwoch donnerstag
    freitag samstag sonntag januar februar märz mai juni juli oktober dezember photo video image updated posted story
    copyright read more advertisement the a an and but or if in on at he she it they we his her their this that there
    when while after before as for from with by according what who how whenever where why also both certain many some
    most several another one two three first last comment share reply"""
)

PLACE_CUES = _set("in near at outside en à w в во из na bei nahe aus te")

STREET_WORDS = _set(
    """street st road rd avenue ave drive dr boulevard blvd lane ln highway hwy parkway pkwy court ct place pl way
    circle county city township village island lake river mountain beach heights apartments park square plaza creek"""
)

AGENCY_WORDS = _set(
    """police department office university college school hospital court inc corp corporation company co ltd llc plc
    gmbh ag group bank association agency ministry commission committee council bureau union party league club
    institute foundation fund press news times post journal herald tribune senate congress parliament board authority
    service services center centre church airlines airways"""
)
