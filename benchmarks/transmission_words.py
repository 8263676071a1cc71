"""Words for the generator of known trees: invented stories, outlets, spinners' synonyms, editors' changes."""

SYNONYMS = {
    "said": ("stated", "mentioned", "noted"), "big": ("large", "massive"), "killed": ("slain", "murdered"),
    "man": ("gentleman", "guy"), "officers": ("officials", "policemen"), "police": ("cops", "officers"),
    "found": ("discovered", "located"), "home": ("residence", "house"), "shot": ("gunned", "blasted"),
    "fled": ("escaped", "ran"), "car": ("vehicle", "automobile"), "near": ("close to", "beside"),
    "after": ("following", "subsequent to"), "before": ("prior to", "ahead of"), "began": ("started", "commenced"),
    "several": ("a number of", "various"), "many": ("a lot of", "numerous"), "children": ("youngsters", "kids"),
    "people": ("folks", "individuals"), "help": ("assist", "aid"), "killing": ("slaying", "murder"),
    "taken": ("transported", "brought"), "died": ("perished", "passed away"), "hospital": ("clinic", "infirmary"),
    "released": ("launched", "let go"), "charged": ("billed", "accused"), "court": ("courtroom", "tribunal"),
    "arrested": ("detained", "apprehended"), "suspect": ("alleged", "perpetrator"), "victim": ("sufferer",),
    "told": ("advised", "informed"), "called": ("known as", "phoned"), "morning": ("daybreak", "a.m."),
    "night": ("evening", "nighttime"), "street": ("avenue", "road"), "shooting": ("capturing", "gunfire"),
    "incident": ("occurrence", "event"), "happened": ("occurred", "took place"), "young": ("youthful",),
    "family": ("household", "relatives"), "investigation": ("probe", "inquiry"), "wounded": ("injured", "hurt"),
    "plan": ("scheme", "proposal"), "council": ("board", "assembly"), "town": ("township", "metropolis"),
    "workers": ("staff", "employees"), "water": ("the water",), "bridge": ("overpass", "span"),
    "fire": ("hearth", "blaze"), "company": ("firm", "agency"), "opened": ("unsealed", "started"),
    "year": ("12 months",), "week": ("seven days",), "friend": ("buddy", "pal"), "group": ("band", "bunch"),
    "however": ("nevertheless", "nonetheless"), "because": ("as a result of", "since"), "area": ("space", "region"),
}  # fmt: skip

EDITS = (
    ("said", "says"), ("Police said", "According to police,"), ("police said", "according to police"), ("a.m.", "AM"),
    ("p.m.", "PM"), ("two", "2"), ("three", "3"), ("four", "4"), ("five", "5"), ("also", ""),
    ("was taken", "was rushed"),
    ("Street", "St."), ("Avenue", "Ave."), ("reportedly", ""), ("allegedly", ""), ("who was", "who had been"),
    ("people", "persons"), ("that", "which"), ("but", "though"), ("while", "as"), ("about", "around"),
    ("around", "about"), ("inside", "in"), ("nearby", "close by"), ("several", "a few"),
    ("investigators", "detectives"),
    ("officers", "police"), ("shot", "gunned down"), ("car", "vehicle"), ("vehicle", "car"), ("home", "house"),
    ("house", "home"), ("died", "was pronounced dead"), ("children", "kids"), ("started", "began"), ("the", "this"),
)  # fmt: skip

AGENCIES = ("AP", "Reuters", "AFP")
STATIONS = (
    "WQTV", "KLOR", "WBEN", "KZAM", "WXLD", "KORV", "WTIR", "KHEL", "WJOP", "KNUV", "WASP", "KVEX", "WREL", "KDAW",
    "WOLM", "KIRT", "WEKS", "KYPO", "WHAZ", "KUNE", "WUFF", "KABL", "WNID", "KEFT",
)  # fmt: skip

STATUS = (
    "The investigation continued on {day}.",
    "No one had been arrested as of {day}.",
    "One more person was in hospital on {day}, an official told reporters.",
    "A spokeswoman said late on {day} that two people had been taken into custody.",
    "By {day} the road was open again.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# Invented stories are put together from these: each list a sentence's variants, {name} and so on filled in.
PEOPLE = ("Tilda Marrow", "Owen Pask", "Irena Voll", "Hugo Staveley", "Maren Okoro", "Jules Ferrant", "Ada Quill")
PLACES = ("Harrowgate Mills", "Lower Penwick", "Castle Odry", "Brindle Bay", "East Tolland", "Varn", "Old Kessel")
THINGS = (
    "a grain store",
    "the ferry landing",
    "an empty school",
    "the covered market",
    "a paper mill",
    "the tram depot",
)
CAUSES = ("a spark from a welding torch", "a fallen power line", "a leaking gas pipe", "an overloaded heater")
SENTENCES = (
    "A fire that broke out in {thing} in {place} on {day} left {n} people hurt and kept crews at work until dawn.",
    "{name}, who lives across the road, saw smoke pour out of the roof after {hour} and ran to wake the neighbours.",
    "Fire chief {name} blamed {cause}, though her department has yet to finish its report.",
    "Some {m} residents spent the night on camp beds in a gymnasium in blankets that a local hotel had sent.",
    "The building, put up in {year}, had been due for a new roof this autumn.",
    "{name} of the town council wants to know why two of the hydrants were dry.",
    "Trains through {place} ran up to {n} hours late because the line passes within a stone's throw of the wall.",
    "A dog named Biscuit turned up unharmed under a tarpaulin, to the delight of its owner, {name}.",
    "Insurers put the damage at {m} million crowns, a figure that {name} called a guess.",
    "Volunteers brought soup, bread and more dry socks than anybody could use.",
    "It is the third such fire in the district since {year}, when {thing} burnt to the ground.",
    "The mayor, {name}, cut short a visit abroad and walked the site in borrowed boots.",
    "Inspectors had warned of {cause} as long ago as spring, papers seen on {day} show.",
    "Nobody has been told when {thing} can be used again, and {name} doubts it will be before winter.",
    "Schoolchildren hung paper flowers on the fence while an excavator picked at the rubble behind it.",
    "Shopkeepers along the quay reckon they will lose a month's takings, {name} among them.",
)

# A tale to copy by hand in another language: its scribes lose accents and endings.
FRENCH = (
    "La rivière montait depuis trois jours et les habitants du village regardaient les digues avec inquiétude.",
    "Le vieux meunier disait que son père avait vu pire, mais personne ne le croyait plus.",
    "Les enfants jouaient sur la place pendant que leurs mères portaient les meubles au premier étage.",
    "Un matin, le facteur apporta une lettre de la préfecture que le maire lut à haute voix.",
    "Elle ordonnait à chacun de quitter sa maison avant la nuit et d'emporter seulement le nécessaire.",
    "Quelques femmes pleurèrent, les hommes fumèrent en silence, et le curé fit sonner les cloches.",
    "Nous partîmes à pied, par la route qui longe la forêt, sous une pluie fine et froide.",
    "Ma grand-mère avait refusé de monter dans la charrette et marchait devant nous, droite comme une reine.",
    "Elle tenait contre elle la petite horloge qui avait toujours marqué les heures de notre cuisine.",
    "Au sommet de la colline nous nous retournâmes une dernière fois pour voir les toits rouges.",
    "L'eau avait déjà couvert le cimetière et léchait les marches de l'église.",
    "Personne ne parla jusqu'à l'auberge, où l'on nous donna du pain, de la soupe et des couvertures.",
    "Le lendemain, un journaliste de la ville nous posa des questions auxquelles nous répondîmes à peine.",
    "Il écrivit que nous étions courageux, alors que nous étions seulement fatigués.",
    "Pendant des semaines nous avons attendu que le fleuve rentre dans son lit.",
    "Quand enfin nous pûmes revenir, les murs portaient une ligne brune à hauteur d'épaule.",
    "Mon oncle remit l'horloge sur son étagère et nous entendîmes de nouveau son battement régulier.",
    "Il y avait de la boue dans les tiroirs, des poissons dans la cave et un silence que je n'ai jamais oublié.",
    "Le meunier était mort pendant notre absence, et son moulin avait perdu sa roue.",
    "Au printemps suivant, les pommiers fleurirent comme si rien ne s'était passé.",
    "Les ingénieurs vinrent mesurer la vallée et promirent une digue plus haute et plus solide.",
    "Elle fut construite en deux ans et porte aujourd'hui le nom du préfet.",
    "Chaque automne, lorsque la pluie frappe les vitres, ma mère regarde encore du côté de la rivière.",
    "Je lui dis que la digue est haute, mais elle hoche la tête et compte les marches de l'escalier.",
    "C'est ainsi que j'ai appris que la peur est une forme de mémoire.",
    "Et que la mémoire, quoi qu'on fasse, ne rentre jamais tout à fait dans son lit.",
)
