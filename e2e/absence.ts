import { randomUUID } from 'node:crypto'
import { mentionOf } from '@bijpraat/contract'
import { openDatabase } from '@bijpraat/server/testing/database'
import { openLog } from '@bijpraat/server/testing/log'

type Said = { channelId: string; authorId: string; kind: string; content: object; addresses?: string[] }

const day = 86_400_000

const talkers = [
  'x.dorpsbelang-hoonhorst',
  'x.werkgroep-energie',
  'x.klusgroep-oudleusen',
  'x.dorpsredactie-lemelerveld',
  'x.wandelclub-nieuwleusen',
  'x.werkgroep-duurzaam',
]
const lines = [
  'De bank bij de molen staat weer recht.',
  'Wie heeft zaterdag een aanhanger over?',
  'Wij zijn er met drie man, en met koffie.',
  'De lamp in het dorpshuis doet het niet. Ik kijk morgen.',
  'Mooi gedaan, dank jullie wel.',
  'Zullen we de avond een week later doen?',
]
/** How much was said where, of five hundred together. */
const talk: Readonly<Record<string, number>> = {
  hoonhorst: 118,
  'duurzaam-wonen': 91,
  nieuwleusen: 76,
  lemelerveld: 64,
  oudleusen: 52,
  dalfsen: 37,
  'extra-handen': 26,
  dorpswebsites: 15,
  'samen-organiseren': 5,
}
const news: readonly (readonly [string, string, string])[] = [
  ['uitvoeringsplan-duurzaamheid', 'Het plan ligt bij het college', 'Op dinsdag besluit het college erover.'],
  ['uitvoeringsplan-duurzaamheid', 'Alle reacties hebben een antwoord', 'Je vindt ze onder elkaar.'],
  ['buiten-het-gemeentehuis', 'De volgende keer is in Lemelerveld', 'Neem iemand mee die er nog nooit was.'],
  ['extra-handen', 'Acht mensen helpen op het plein', 'Er is nog plek voor twee.'],
  ['webmaster', 'Twee dorpen delen een webmaster', 'Vanaf december, voor een half jaar.'],
]
const announced: readonly (readonly [string, string, string])[] = [
  ['hoonhorst', 'Dorpshuis dicht tot vrijdag', 'De vloer wordt geschuurd.'],
  ['dalfsen', 'Brug afgesloten', 'Tot en met zondag, fietsers kunnen erlangs.'],
]

const message = (channelId: string, at: number, text: string, addresses?: string[]): Said => ({
  channelId,
  authorId: talkers[at % talkers.length] ?? '',
  kind: 'message',
  content: { text },
  ...(addresses ? { addresses } : {}),
})

const saidTo = (personId: string): Said[] => [
  ...Object.entries(talk).flatMap(([channel, count]) =>
    Array.from({ length: count }, (_, at) =>
      message(`x.${channel}`, at + count, lines[at % lines.length] ?? ''),
    ),
  ),
  ...news.map(
    ([project, title, text]): Said => ({
      channelId: `x.${project}`,
      authorId: 'x.medewerker-duurzaamheid',
      kind: 'update',
      content: { title, text },
    }),
  ),
  ...announced.map(
    ([channel, title, text]): Said => ({
      channelId: `x.${channel}`,
      authorId: 'x.medewerker-communicatie',
      kind: 'announcement',
      content: { title, text },
    }),
  ),
  message('x.hoonhorst', 0, `${mentionOf(personId)} kun jij vrijdag de sleutel ophalen?`, [personId]),
  message('x.extra-handen', 2, `Dat kan ${mentionOf(personId)} vast beter dan wij.`, [personId]),
  message('x.dalfsen', 5, `${mentionOf('everyone')} zaterdag om tien uur bij de brug.`, ['everyone']),
  message('x.oudleusen', 2, `${mentionOf('moderators')} staat dit bericht hier goed?`, ['moderators']),
]

/**
 * Two weeks in which someone was away and five hundred messages came, through the real log. What was said is then dated
 * back, evenly over the two weeks: nobody who holds a copy may be looking on.
 */
export const twoWeeksAway = async (mongoUrl: string): Promise<void> => {
  const database = await openDatabase(mongoUrl, { as: 'given' })
  try {
    const { log, collection } = await openLog(database)
    const admin = await database
      .collection<{ _id: string; role: string }>('persons')
      .findOne({ role: 'admin' })
    if (!admin) throw new Error('nobody is administrator')
    const said = saidTo(admin._id).map((item) => ({ ...item, id: randomUUID() }))
    await Promise.all(
      said.map(({ channelId, ...item }) =>
        log.change({
          channelId,
          authorId: item.authorId,
          commandId: item.id,
          said: item.content,
          itemIds: [item.id],
          apply: (draft) => draft.create(item).rev,
        }),
      ),
    )
    const now = Date.now()
    for (const channelId of new Set(said.map((item) => item.channelId))) {
      const ids = said.filter((item) => item.channelId === channelId).map(({ id }) => id)
      const items = await collection.find({ channelId, id: { $in: ids } }, { sort: { seq: 1 } }).toArray()
      await collection.bulkWrite(
        items.map(({ _id }, at) => ({
          updateOne: {
            filter: { _id },
            update: {
              $set: { createdAt: now - 14 * day + Math.round(((at + 1) / items.length) * 13.5 * day) },
            },
          },
        })),
      )
    }
  } finally {
    await database.close()
  }
}
