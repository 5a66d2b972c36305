/** First names that are common in the Netherlands: Dutch, Turkish, Moroccan and Arabic, Polish, Surinamese, Eritrean,
 *  Somali, Ukrainian and Iranian. Our own list, written down from common knowledge. Names that are also Dutch words stand
 *  in `DOUBTFUL`. */
const NAMES = `
aad aafke aaltje aart abbas abdel abdelkader abdellah abdi abdirahman abdul abdullah abeba abraham achmed adam adele adil
adnan adriaan adriana ahmed ahmet aicha aisha ajay albert alberto alejandro aleksandra aleksander alex alexander alexandra
alice alicja alie alina aliya alma amal amalia amanuel ameer ameera amin amina amine amir amira amy anas anastasia
andre andrea andreas andrei andrzej angela angelique anil anissa anita anja anke anna annabel anne anneke annelies
annemarie annemiek annet annette annie annika anouar anouk antje antoine anton antonia antonio anwar arash arend arie
arjan arno arnold artur asha ashley asli asma astrid atilla auke aukje ayaan aylin ayoub ayse aysel aysun aziz
aziza azra barbara bart bartek bartosz basak bastiaan beata beatrix behrouz benjamin bert bertha bettie betty
bianca bilal birgit bjorn bogdan boris boukje bouke brahim bram brenda brigitte bruno burak
caner carin carla carlijn carlo carlos carmen carolien carolina caroline casper catharina cees cemal cengiz chantal
charles charlotte chris christa christel christiaan christina christine cindy claire clara claudia coby colin conny
corien corina corinne cornelia cornelis corrie daan dagmar damian dana daniel daniela danielle danny danuta
dariusz david davut debbie deborah demi deniz dennis derya desiree dewi diana diederik dilan dilara dimitri
dineke dirk dominika dorien dorota driss dunya duygu dylan ebru eddy edith eduard edwin eefje eelco ela elena eleni
elif elisa elisabeth elise eliza ellen elly elsa elske elvira emanuel emel emiel emilia emily emine emma emre engin
enes erdal erhan eric erica erik erika ernst esma esra ester esther evelien evelyn evert ewa fadila fadma faisal
farah fardin farid farida farouk fatema fatih fatiha fatima fatma fatoumata fatuma femke ferdinand ferhat fernando feyza
filiz fleur floris fouad fouzia frans fransje fred freddy frederik frederique frits froukje
furkan gabriel gabriela geert geertje gerard gerarda gerda gerrit germaine gert gertrud gijs gijsbert giovanni
gita goran grazyna greet greetje greta grietje grzegorz guido gulay guler gulsen gulten gustav habiba hafid hafida
hajar hakan hakim halil halima hamid hamida hamza hana hanan hanna hannah hanneke hanny hassan hasna hasan hatice hawa
hayat hedwig heidi heleen helena helma hendrik hendrika henk hennie henny henri henriette herman hermine hessel
hetty hicham hidde hilda hilde hind houda huda hugo huib huseyin hussein ibrahim ibtissam ilias ilham ilona iman
imane imran inga inge ingeborg ingrid irena irene irina irma irfan isabel isabella isabelle isla ismael ismail
issam ivan ivana ivo iwona jaap jacek jacob jacoba jacqueline jadwiga jaimy jakub jalal jamal jamila
janet janette janine janna janneke janny jannie janusz jaouad jarno jason jasmijn jasper jawad jayden jean jeanette jeanine
jelle jelmer jennifer jeroen jerzy jesper jesse jessica jetske jilali jim jimmy jip joachim joan joanna jochem joep
joeri johan johanna johannes john jolanda jolanta jolien jonas jonathan joop joost jordy jorg joris jorrit jose
josefien joseph joshua josina joyce judith julia julian juliette jurgen jurjen justin justyna kaan kadir kamal kamil karel
karim karima karin karina karolina karsten katarzyna kathelijne kathleen katja kazimierz kees keith kemal kenan kenza
kerem kevin khadija khaled khalid kirsten klaas klaasje klaus koen koert krystyna krzysztof kubra
laila lamine lamyae lars laura lauren laurens layla leah leila leman lena lennart leo leon leonie leszek leyla
lia lian lianne lidia lieke liesbeth lilian lina linda lisa lisanne lizzy loes louis louisa louise
loubna luca lucas lucia lucie lucy ludo luis lukasz luuk lydia maaike maarten maartje maciej magda magdalena
mahmoud mahmut malgorzata malika manal manon manuel marcel marcin marco marek margot margreet margriet maria mariam marian
marianne marieke mariska marion marit marije marijke marijn marina mario marjan marjolein marjolijn marjon marko
marleen marlies marloes marta martijn martin martina martine martha marvin marwa maryam masood mateusz mathijs matthias
mats matthijs maud maurice maurits maxime mehdi mehmet melanie melek melis melissa meryem merve michael michal
michel michelle mieke miep mike milan milena milou mimoun mine minke mira miranda mirella miriam mirjam mirko mirte
mohamed mohammad mohammed mohamud mohsin monica monika monique moniek mounir mourad mouna moussa muhammad muhammed murat
musa mustafa mustapha myriam myrthe nabil nabila nada nadia nadine nadir naima najat najib najim nancy naomi narges nasira
natalia natalie natasja nathalie nawal nazli neeltje nelleke nelly nermin nicky nico nicolaas nicole niels nienke nikki
nikola nina noah noa noortje nora norbert noura nouri nuray nurcan nuria olga oliver olivia omar omer onno
oscar osman ossama otto oumaima ouassim ozan ozge ozlem pamela pascal patricia patrick patrycja patryk paul paula paulien
pauline pawel pepijn petra petronella philip pien pierre pieter pieternel pietje pim piotr priscilla quinten rabia rachel
rachid rachida radoslaw rafael rafal rajesh ralf ralph ramazan ramon ramona rana randy rania raoul raymond rebecca
recep reinier remco remy renata renate renee renske reza rianne ricardo richard rienk rina rinus rita
robbert robert roberto robin rodney roel roeland roelof roger roland rolf roman romy ronald ronnie rosalie rosanne
rosita rowan roy ruben rudi rudolf rukiye ruth ryszard saad saar sabina sabine sabrina sadia safae said saida saliha salim
salima salma salomon salwa samantha samir samira samuel sander sandra sanja sanne sara sarah sasha saskia sebastiaan
sebastian selim selin selma selena semra serap serdar serge sevda sevgi sevim shanaya shanti sharon sheila shirin shirley sibel
siham silvia simon simone sinan sjaak sjors slawomir sofia sofie sofiane sofian songul sonja sophia sophie soraya
souad soufian soufiane soumaya stefan stefanie steffie stella sten stephan steven stijn suleyman sumaya sunil susan
susanna susanne suzan suzanne svetlana sven sylvia sylwia tamara tanja tara tarik tatiana teun teunis thea theo theodora
thera theresia thijmen thijs thomas thorsten tijmen timo tineke tjeerd tobias tomas tomasz tonnie
trudy truus tugba tuncay twan umit umut urszula ursula valentina vera veronica veronique victor vincent vivian
volkan waldemar walid walter wanda wassim wendy wesley wesselina wiebe wiesje wieslaw wietske wijnand wilco wilhelmina willeke
willem willemien willemijn wilma wim wisam wojciech wouter xander yahya yakup yara yasemin yasin yasmin yasmina yassin
yassine yavuz yildiz yolanda yonas youness younes youri youssef yusuf yvette yvonne zahra zainab zakaria zbigniew zehra
zeliha zeynep zineb zofia zohra zuhal
`

/** First names that are Dutch words, places or firms too: only with a capital letter inside a sentence. */
const DOUBTFUL_NAMES = `
amber april bas bea beer bo boy dag dani dries fee fien fenna floor frank guus hein huub ilse ina iris jet jo joy jos kay
kim lies linde lot lotte luna maan mark mees mei merel mia mina noor nova olaf pier piet pleun rein rene ria
rob ron roos rosa rozemarijn ruud sam sem senna siem sjoerd sultan ton toon victoria vos will wil wiel
zoe zon els cor ank job jan ben max tim tom rik rick jack dick hans koos nel bob ali ana eva ada ida
`

const words = (list: string) => new Set(list.trim().split(/\s+/))

/** In lower case, without accents. */
export const FIRST_NAMES: ReadonlySet<string> = words(NAMES)
export const DOUBTFUL: ReadonlySet<string> = words(DOUBTFUL_NAMES)
