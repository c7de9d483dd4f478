/**
 * The genres that DJs file music under, and the general ones, as an outline: a genre a line, indented below the one it is
 * a kind of; behind "=" what else it is called, beyond what genreKey() makes equal (case, marks, "&", "n" and "and", hyphens,
 * spaces). Broad ones, which tell a DJ little, end with "*".
 * @source Names as the shops write them (Beatport, Juno, Traxsource, Bandcamp), and ID3v1's list for the general ones.
 */
export const GENRE_OUTLINE = `
Electronic * = Electronica/Dance; Electronic Music; EDM; Elektronisch; Electronic Dance Music; Dance/Electronic; Electronic/Dance
  House = House Music
    Acid House
    Afro House = Afrohouse Music; Afro/Latin House
      Amapiano = Amapiano House
      Gqom
      3-Step = 3 Step Afro House
    Balearic House
    Bass House
    Brazilian Bass
    Chicago House
    Deep House = Deephouse Music
      Organic House = Organic House/Downtempo; Organic House / Downtempo
    Diva House
    Electro House
      Big Room = Big Room House; Bigroom
      Complextro
      Dutch House = Dirty Dutch
    French House = French Touch; Filter House; Filtered House
    Funky House = Funky/Groove/Jackin' House; Funky / Club House
      Jackin House = Jackin' House; Jacking House
    Future House
    Garage House = US Garage; New Jersey Garage
    Ghetto House
    Hip House
    Italo House
    Latin House
    Lo-Fi House
    Melodic House
    Melodic House & Techno = Melodic House/Techno
    Microhouse
    Minimal House
    Piano House
    Progressive House = Prog House
    Slap House
    Soulful House
    Tech House = Techhouse Music
    Tribal House
    Tropical House
    Vocal House
  Techno = Techno Music
    Acid Techno
    Detroit Techno
    Dub Techno
    Hard Techno = Hardtechno Music; Schranz
    Hypnotic Techno
    Industrial Techno
    Melodic Techno
    Minimal = Minimal / Deep Tech; Deep Tech
    Minimal Techno
    Hard Groove = Hardgroove Techno
    Peak Time Techno = Techno (Peak Time / Driving); Peak Time / Driving Techno; Peak Time
    Raw Techno = Techno (Raw / Deep / Hypnotic); Raw / Deep / Hypnotic Techno
  Trance = Trance Music
    Goa Trance = Goa
    Hard Trance
    Progressive Trance
    Psytrance = Psychedelic Trance; Psy-Trance; Psy Trance; Psy
      Dark Psytrance = Darkpsy
      Full-On = Full On Psytrance; Fullon
      Progressive Psytrance = Progressive Psy; Psy Progressive
    Tech Trance
    Uplifting Trance = Trance (Main Floor); Main Floor Trance
    Vocal Trance
  Drum & Bass = DnB; D'n'B; D n B; Drum Bass; Drums & Bass; DB; Drumnbass Music
    Darkstep
    Drumfunk
    Halftime = Halftime DnB; Half Time
    Jump Up = Jump-Up DnB; Jumpup Drum & Bass
    Jungle = Jungle DnB; Oldskool Jungle; Ragga Jungle
    Liquid Drum & Bass = Liquid DnB; Liquid Funk; Liquid; Liquid D&B
    Neurofunk = Neuro
    Techstep
  UK Garage = UKG; U.K. Garage; UK Garage / Bassline; Garage / Bassline / Grime
    2-Step = 2 Step Garage; Two Step; 2Step Garage
    Bassline
    Future Garage
    Speed Garage
    UK Funky
  Bass = Bass Music; UK Bass; Bass / Club
    Dubstep = Dub Step
      Brostep
      Riddim = Riddim Dubstep
      Melodic Dubstep
      140 = 140 / Deep Dubstep / Grime; Deep Dubstep
    Footwork = Juke; Juke/Footwork
    Future Bass
    Glitch Hop
    Trap (Electronic) = EDM Trap; Trap / Wave; Trap / Future Bass
  Breaks = Breakbeat; Break Beat; Nu Skool Breaks; Breaks / Breakbeat / UK Bass
    Big Beat
    Breakcore
    Electro Breaks
    Florida Breaks
    Progressive Breaks
  Electro = Electro (Classic / Detroit / Modern); Electro Classic
    Miami Bass
  Electroclash
  EBM = Electronic Body Music
  Hard Dance = Hard Dance / Hardcore; Hard Dance / Hardcore / Neo Rave
    Hardcore = Gabber; Gabba; Hardcore Techno; Hardcore / Gabber
      Frenchcore
      Happy Hardcore
      UK Hardcore
      Speedcore
    Hardstyle = Hard Style
      Rawstyle
    Hard House
    Jumpstyle
    Makina
    Hands Up
  Rave
  Eurodance = Euro Dance; Eurohouse; Euro House
  Dance * = Dance Music; Club; Club/Dance
  Mainstage = Mainstage House
  Moombahton
  Melbourne Bounce
  Baltimore Club
  Jersey Club
  Downtempo = Down Tempo; Electronica / Downtempo; Downbeat
    Chillout = Chill Out; Chill
    Chillwave
    Trip Hop = Triphop
    Lo-Fi = Lofi Beats; Lo-Fi Beats
  Electronica
  Ambient = Ambient / Experimental; Ambient Music
    Dark Ambient
    Drone
  IDM = Intelligent Dance Music
  Leftfield
  Synthwave = Retrowave; Outrun
  Vaporwave
  Electropop = Electro Pop
  Electro Swing
  Synth-Pop = Synthpop
  New Wave
  Balearic
  Indie Dance = Indie Dance / Nu Disco; Nu Disco / Indie Dance
  Dark Disco
Disco
  Nu Disco = Nu-Disco / Disco; Nu Disco / Disco; New Disco
  Italo Disco = Italo
  Boogie
  Cosmic Disco = Space Disco
  Disco House
  Euro Disco
  Hi-NRG = Hi Energy; High Energy
Hip-Hop = Hip Hop/Rap; Hip-Hop/Rap; Rap/Hip Hop; Rap & Hip-Hop; Hip Hop Music; Rap / Hip-Hop; Hip-Hop / Rap
  Rap = Rap Music
  Boom Bap
  Drill = UK Drill
  Grime
  Trap = Trap Music; Trap (Hip-Hop)
  Turntablism
R&B = RnB; Rhythm & Blues; R and B; RB; R&B/Soul; R&B / Soul; Contemporary R&B
  Neo-Soul = Neo Soul
  New Jack Swing
Soul = Soul Music
  Northern Soul
Funk = Funk Music
  Funk Carioca = Baile Funk; Funk Brasileiro; Brazilian Funk
Reggae = Reggae Music
  Dancehall = Dance Hall; Ragga
  Dub
  Roots Reggae
  Rocksteady
  Ska
Latin = Latin Music; Musica Latina
  Reggaeton = Reggaetón Music; Regueton; Reggaeton/Latin
  Bachata
  Cumbia
  Dembow
  Merengue
  Salsa
  Samba
  Bossa Nova
  Tango
Afrobeats = Afro Beats; Afropop; Afro Pop
Afrobeat
Kuduro
World = World Music
Pop = Pop Music
  K-Pop
  J-Pop
  Dance-Pop = Dance / Pop
  Indie Pop
  Schlager
Rock = Rock Music
  Alternative
  Alternative Rock = Alt Rock
  Classic Rock
  Hard Rock
  Indie Rock
  Metal = Heavy Metal
  Post-Punk
  Post-Rock
  Punk = Punk Rock
  Psychedelic Rock
  Rock & Roll = Rock 'n' Roll
  Shoegaze
Jazz = Jazz Music
  Acid Jazz
  Jazz-Funk
  Nu Jazz
  Smooth Jazz
Blues
Country = Country Music
Folk = Folk Music
Gospel
Classical = Classical Music; Klassik
Soundtrack = OST; Original Soundtrack; Film Score; Score
Spoken Word
Experimental
Noise
Industrial
Oldies
Christmas = Holiday; Xmas
DJ Tools = DJ Tool; Acapella; Acappella; A Cappella
`;
