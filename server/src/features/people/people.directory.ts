import { directoryId, type PersonContent, person } from '@bijpraat/contract'
import type { ClientSession } from 'mongodb'
import type { Log } from '../../log/log.ts'
import type { Change } from '../../log/model.ts'
import { Refusal } from '../../refusal.ts'

/** Who changes something, under which command (L4). */
export type Under = Pick<Change<unknown>, 'authorId' | 'commandId' | 'said'>

/** Writes that belong to the same transaction. */
export type Alongside = (session: ClientSession) => Promise<void>

type PersonChange = {
  under: Under
  personId: string
  /** The next card, from the newest one; throws `Refusal`. Not asked when the command was carried out before. */
  card: (card: PersonContent) => PersonContent
  /** Writes the person's document. */
  write: Alongside
}

/**
 * People's cards in the log. Every change of a person takes a rev here, also when the card stays as it was: each
 * node hears by it that this person's rights must be asked again. A change is done when it holds on every node.
 */
export const createDirectory = ({
  log,
  settled,
}: {
  log: Pick<Log, 'change'>
  settled: () => Promise<void>
}) => ({
  create: async (personId: string, card: PersonContent, under: Under, write: Alongside): Promise<void> => {
    await log.change({
      channelId: directoryId,
      ...under,
      itemIds: [personId],
      apply: (draft) => {
        draft.create({ id: personId, kind: person.kind, authorId: personId, content: card })
        return {}
      },
      effects: write,
    })
  },

  change: async ({ under, personId, card, write }: PersonChange): Promise<Record<string, never>> => {
    await log.change({
      channelId: directoryId,
      ...under,
      itemIds: [personId],
      apply: (draft) => {
        const now = draft.get(personId)?.content as PersonContent | undefined
        if (now === undefined || now.gone) throw new Refusal('not_found')
        draft.amend(personId, { content: card(now) })
        return {}
      },
      effects: write,
    })
    await settled()
    return {}
  },
})

export type Directory = ReturnType<typeof createDirectory>
