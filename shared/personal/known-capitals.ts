/** Words that people write with a capital letter and that are no persons: days and months, places in and around Utrecht,
 *  countries, languages, care and its organisations. In lower case, without accents. */
export const KNOWN_CAPITALS: ReadonlySet<string> = new Set(
  `
  maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus september
  oktober november december kerst pasen ramadan suikerfeest offerfeest sinterklaas
  utrecht overvecht kanaleneiland zuilen ondiep lunetten hoograven vleuten meern leidsche rijn lombok tuindorp wittevrouwen
  amsterdam rotterdam hilversum nieuwegein amersfoort houten zeist bilt nederland marokko turkije polen syrie eritrea
  somalie oekraine iran irak afghanistan suriname belgie duitsland europa
  nederlands nederlandse nederlander nederlanders turks turkse marokkaans marokkaanse pools poolse arabisch arabische engels
  engelse oekraiens frans franse spaans duits tigrinya somalisch berbers surinaams islam moslim christelijk
  wmo buurtteam buurtteams jeugdwet gemeente lister lokalis incluzio dock wijkteam uwv ggz ggd svb cak ciz mee
  ggzcentraal altrecht abrona reinaerde kwintes leger heils tussenvoorziening youke timon regiotaxi valys politie
  u uw jij je ik hij zij wij ze we het de een er dit dat deze die mijn en maar want omdat als toen nu daar hier dus soms
  altijd nooit veel goed fijn leuk ook nog niet wel heel god allah corona covid whatsapp facebook teams zoom tv ok sms
  `
    .trim()
    .split(/\s+/),
)
