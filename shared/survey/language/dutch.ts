/** Abbreviations with what they stand for. */
export const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ['bijv.', 'bijvoorbeeld'],
  ['bv.', 'bijvoorbeeld'],
  ['b.v.', 'bijvoorbeeld'],
  ['bijvb.', 'bijvoorbeeld'],
  ['blz.', 'bladzijde'],
  ['ca.', 'ongeveer'],
  ['d.d.', 'op'],
  ['d.m.v.', 'door'],
  ['dhr.', 'meneer'],
  ['dr.', 'dokter'],
  ['d.w.z.', 'dat is'],
  ['e.a.', 'en anderen'],
  ['e.d.', 'en zulke dingen'],
  ['enz.', 'en meer'],
  ['etc.', 'en meer'],
  ['e.v.', 'en verder'],
  ['evt.', 'misschien'],
  ['excl.', 'zonder'],
  ['gem.', 'gemiddeld'],
  ['i.c.m.', 'samen met'],
  ['i.d.', 'in de'],
  ['i.h.k.v.', 'voor'],
  ['i.i.g.', 'zeker'],
  ['incl.', 'met'],
  ['i.o.m.', 'samen met'],
  ['i.p.v.', 'en niet'],
  ['i.v.m.', 'door'],
  ['jl.', 'geleden'],
  ['m.b.t.', 'over'],
  ['m.b.v.', 'met'],
  ['max.', 'hoogstens'],
  ['m.i.v.', 'vanaf'],
  ['min.', 'minuten'],
  ['mw.', 'mevrouw'],
  ['mevr.', 'mevrouw'],
  ['n.a.v.', 'door'],
  ['nl.', 'namelijk'],
  ['nr.', 'nummer'],
  ['n.v.t.', 'past niet'],
  ['o.a.', 'onder andere'],
  ['o.b.v.', 'met'],
  ['o.i.d.', 'of zoiets'],
  ['p.j.', 'per jaar'],
  ['p.w.', 'per week'],
  ['resp.', 'en'],
  ['tel.', 'telefoon'],
  ['t.a.v.', 'voor'],
  ['t.b.v.', 'voor'],
  ['t/m', 'tot en met'],
  ['t.g.v.', 'door'],
  ['t.o.v.', 'naast'],
  ['v.a.', 'vanaf'],
  ['vnl.', 'vooral'],
  ['z.o.z.', 'op de andere kant'],
  ['z.s.m.', 'snel'],
])

/** Words that say that something is not so. "Zonder" asks for no other answer, so it is none. */
export const NEGATIONS: ReadonlySet<string> = new Set([
  'niet',
  'geen',
  'nooit',
  'niemand',
  'niets',
  'niks',
  'nergens',
  'noch',
  'geenszins',
  'nauwelijks',
  'amper',
])

/** Words with which a person may be asked something without a yes or no built in. */
export const QUESTION_WORDS: ReadonlySet<string> = new Set([
  'hoe',
  'wat',
  'wie',
  'waar',
  'welk',
  'welke',
  'wanneer',
  'waarom',
  'waarmee',
  'waarvoor',
  'kunt',
  'kun',
  'kan',
  'mag',
])

/** What may stand right behind the verb that opens a question: "Is de hulp klaar?" */
export const SUBJECTS: ReadonlySet<string> = new Set([
  ...['u', 'je', 'jij', 'ik', 'hij', 'zij', 'ze', 'we', 'wij', 'het', 'er', 'iemand', 'mensen'],
  ...['de', 'een', 'uw', 'jouw', 'mijn', 'deze', 'dit', 'die', 'dat'],
])

/** Openings that put the answer into someone's mouth. */
export const LEADING_OPENINGS = [
  'vindt u dat',
  'vind je dat',
  'bent u tevreden',
  'ben je tevreden',
  'bent u het eens',
  'ben je het eens',
  'hoe tevreden',
  'in hoeverre',
  'in welke mate',
  'kunt u aangeven',
  'kun je aangeven',
  'wilt u aangeven',
  'geef aan',
] as const

/** Fixed pairs with "en" or "of": one thing, not two. */
export const FIXED_PAIRS: ReadonlySet<string> = new Set([
  ...[
    'af en toe',
    'in en uit',
    'op en neer',
    'heen en weer',
    'dag en nacht',
    'nu en dan',
    'tot en met',
    'een of ander',
  ],
  ...['een of twee', 'min of meer', 'ja of nee', 'een en ander', 'door en door', 'om en nabij', 'samen of alleen'],
])

/** Verbs after which "of" opens a clause: "Weet u of …?" */
export const OF_VERBS: ReadonlySet<string> = new Set([
  ...['weet', 'weten', 'wist', 'kijk', 'kijken', 'vraag', 'vragen', 'vraagt', 'zie', 'ziet', 'zien', 'hoor', 'horen'],
  ...['vertel', 'vertelt', 'vertellen', 'controleer', 'zeg', 'zegt', 'zeggen'],
])

/** Words that look like a participle and are none. */
export const NO_PARTICIPLES: ReadonlySet<string> = new Set([
  ...[
    'gezicht',
    'gewicht',
    'gebied',
    'geluid',
    'geduld',
    'gezond',
    'gerecht',
    'gedicht',
    'gevecht',
    'gezinnen',
    'gebed',
  ],
  ...[
    'gesprekken',
    'gevoelens',
    'gebouwen',
    'gedachten',
    'gemeente',
    'gemeenten',
    'gegevens',
    'gebruiken',
    'gebeuren',
    'gewoonten',
  ],
  ...['genieten', 'geloven', 'gelukkigen', 'geest', 'genot', 'gehandicapten', 'geheugen', 'geheimen', 'gevangenen'],
  ...[
    'beleid',
    'bericht',
    'berichten',
    'bewust',
    'bekend',
    'bezit',
    'besluit',
    'besluiten',
    'beeld',
    'beelden',
    'beest',
  ],
  ...['best', 'besten', 'beroemd', 'bereid', 'beroepen', 'bedragen', 'bedrijven', 'beperkt', 'bezoeken', 'bewoond'],
  ...['verstand', 'verband', 'verdriet', 'verkeerd', 'verliefd', 'verschillend', 'verhalen', 'verslagen', 'verzoeken'],
  ...['verplicht', 'vertrouwd', 'vermoeid', 'verward', 'verbaasd', 'ontbijt', 'ernst', 'herfst', 'eerst', 'erst'],
  ...['gereed', 'gezamenlijk', 'gerust', 'geschikt', 'gewoon', 'genoeg', 'getallen', 'gemiddeld', 'ervaren', 'bent'],
])

/** Participles without the usual beginning. */
export const PARTICIPLES: ReadonlySet<string> = new Set([
  ...['ondersteund', 'onderzocht', 'ondervraagd', 'onderbroken', 'onderhouden', 'ondernomen', 'ondertekend'],
  ...[
    'overlegd',
    'overtuigd',
    'overhandigd',
    'overvallen',
    'overwogen',
    'overtreden',
    'mishandeld',
    'misbruikt',
    'misleid',
  ],
  ...['doorzocht', 'doorbroken', 'doorlopen', 'voorkomen', 'voorzien', 'voltooid', 'voldaan', 'volbracht', 'omringd'],
  ...['aanvaard', 'aanbeden', 'weerlegd', 'omschreven', 'geëvalueerd', 'geïnformeerd', 'geïndiceerd', 'geëist'],
  ...['gedaan', 'gegaan', 'gestaan', 'geslaan', 'ondergaan', 'verstaan', 'begaan', 'nagegaan', 'aangedaan', 'afgedaan'],
])
