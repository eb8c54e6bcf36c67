/** A page of plain text: a lead and titled parts of paragraphs. */
export type HousePage = { title: string; lead: string; parts: { title: string; paragraphs: string[] }[] }

export const housePagesNl: { rules: HousePage; privacy: HousePage } = {
  rules: {
    title: 'Huisregels',
    lead: 'Bijpraat is van de dorpen en de gemeente samen. Zo houden we het prettig.',
    parts: [
      {
        title: 'Praat als buren',
        paragraphs: [
          'Wees vriendelijk, ook als je het oneens bent. Heb het over de zaak, niet over de persoon.',
          'Schelden, dreigen en discrimineren mag niet. Dat geldt voor iedereen, ook voor de gemeente.',
        ],
      },
      {
        title: 'Gebruik je eigen naam',
        paragraphs: [
          'Je voornaam is genoeg. Doe je niet voor als iemand anders.',
          'Werkt iemand bij de gemeente, dan staat dat in een badge bij de naam. Die badge kun je zelf niet typen.',
        ],
      },
      {
        title: 'Laat privé wat privé is',
        paragraphs: [
          'Zet geen adressen, telefoonnummers of verhalen van anderen neer zonder dat zij het goed vinden.',
        ],
      },
      {
        title: 'Fouten maken mag',
        paragraphs: [
          'Je kunt een bericht wijzigen of verwijderen. Na verwijderen heb je tien minuten om het terug te zetten.',
          'Een toezegging van de gemeente geldt pas als die in een plan of besluit staat. Een gesprek is een gesprek.',
        ],
      },
      {
        title: 'Wat een moderator doet',
        paragraphs: [
          'Zie je iets wat hier niet hoort? Kies Meld bij het bericht. Alleen moderators zien de melding, en niemand ziet van wie die komt.',
          'Een moderator kan een bericht verbergen of verwijderen en iemand een tijd niet laten schrijven. Je krijgt altijd de reden te lezen.',
          'Ben je het er niet mee eens? Druk op Vraag het na, of vraag een beheerder om mee te kijken.',
        ],
      },
    ],
  },
  privacy: {
    title: 'Privacy',
    lead: 'We bewaren zo weinig mogelijk, en we vertellen wat.',
    parts: [
      {
        title: 'Wat we van je weten',
        paragraphs: [
          'Je naam, je mailadres, van welke kanalen je lid bent en wat je schrijft. Ook op welke apparaten je bent ingelogd, zodat je ze kunt uitloggen.',
          'We vragen nooit om je telefoonnummer.',
        ],
      },
      {
        title: 'Wie wat ziet',
        paragraphs: [
          'Je mailadres zie je alleen zelf. Je naam en berichten zien de mensen die in dat kanaal mogen lezen.',
          'Staat een kanaal open voor iedereen? Wie niet is ingelogd, ziet alleen het nieuws. Gesprekken en namen van inwoners zie je pas na inloggen.',
          'Tot waar je gelezen hebt, ziet niemand. Druk je bij een aankondiging op Gelezen? Dan zien anderen alleen hoeveel mensen per dorp dat deden, vanaf vijf.',
        ],
      },
      {
        title: 'Op je eigen apparaat',
        paragraphs: [
          'Je browser bewaart berichten om ook zonder verbinding te kunnen lezen. Bij uitloggen wist hij alles.',
          'We gebruiken één cookie: om je ingelogd te houden. Er kijkt niemand mee en we halen niets op bij andere bedrijven.',
        ],
      },
      {
        title: 'Hoe lang',
        paragraphs: [
          'Wat je verwijdert, kan niemand meer lezen. Een lege plek in het gesprek blijft. Wat een moderator verbergt, kunnen alleen moderators nog lezen.',
          'Wil je weten wat er van je bewaard is, of wil je weg? Vraag het een beheerder.',
        ],
      },
    ],
  },
}
