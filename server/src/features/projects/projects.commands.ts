import { describeProject, newProject, type ProjectContent, project, projectItemId } from '@bijpraat/contract'
import { changedBy, rewritten } from '../../log/authored.ts'
import type { Log } from '../../log/log.ts'
import { Refusal } from '../../refusal.ts'
import { asChange, type Served, serve } from '../../wire/serve.ts'
import * as may from './projects.policy.ts'

type Parts = {
  log: Pick<Log, 'change'>
  namesOf: (personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

/** What a command says of it; what it does not name stays, whoever changes that in the same moment. */
const withWish = (
  held: ProjectContent,
  wish: { [F in keyof ProjectContent]?: ProjectContent[F] | undefined },
) => ({
  goal: wish.goal ?? held.goal,
  expectedYield: wish.expectedYield ?? held.expectedYield,
  state: wish.state ?? held.state,
  contactIds: wish.contactIds === undefined ? held.contactIds : [...new Set(wish.contactIds)],
})

export const projectCommands = ({ log, namesOf }: Parts): Served[] => [
  serve(describeProject, {
    policy: may.mayDescribe,
    run: async (call) => {
      const { commandId: _, channelId: __, ...wish } = call.input
      const change = asChange(describeProject, call)
      const names = await namesOf(wish.contactIds ?? [])
      const areThere = (wish.contactIds ?? []).every((personId) => names.has(personId))
      return log.change({
        ...change,
        itemIds: [projectItemId],
        apply: (draft) => {
          if (!areThere) throw new Refusal('not_found', { field: 'contactIds' })
          const held = draft.get(projectItemId)
          if (held) {
            const content = withWish(held.content as ProjectContent, wish)
            return changedBy(draft.amend(projectItemId, rewritten(held, content, draft.now)))
          }
          return changedBy(
            draft.create({
              id: projectItemId,
              kind: project.kind,
              authorId: change.authorId,
              content: withWish(newProject, wish),
              standing: true,
            }),
          )
        },
      })
    },
  }),
]
