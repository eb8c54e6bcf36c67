import { type Reaction, reactions } from '@bijpraat/contract'
import { useI18n } from '../../i18n/i18n.tsx'
import { shownName } from '../../ports/people.ts'
import { useReplicaView } from '../../ports/session.tsx'
import type { HeldItem } from '../../replica/replica.ts'
import { personById } from '../../replica/selectors.ts'
import { classes } from '../../ui/classes.ts'
import { reactionIcons } from './reaction-icons.tsx'
import styles from './reactions.module.css'

/** Reactions as words with how many gave them; pressing gives or takes back mine. */
export const Reactions = ({
  item,
  meId,
  onReact,
}: {
  item: HeldItem
  meId: string | null
  /** Absent for who cannot react here. */
  onReact: ((reaction: Reaction, on: boolean) => void) | undefined
}) => {
  const { t, list } = useI18n()
  const view = useReplicaView()
  const given = reactions
    .map((reaction) => ({ reaction, by: item.reactions?.[reaction] ?? [] }))
    .filter(({ by }) => by.length > 0)
  if (given.length === 0) return null
  const names = (by: readonly string[]) =>
    list(by.slice(0, 8).map((personId) => shownName(personById(view.getState(), personId), t)))
  return (
    <div className={styles.reactions}>
      {given.map(({ reaction, by }) => {
        const Icon = reactionIcons[reaction]
        const on = meId !== null && by.includes(meId)
        return (
          <button
            key={reaction}
            type="button"
            className={classes(styles.reaction, on && styles.on)}
            aria-pressed={on}
            title={t.reactions.by(names(by))}
            aria-disabled={onReact === undefined || undefined}
            onClick={() => onReact?.(reaction, !on)}
          >
            <Icon size={20} />
            {t.reactions[reaction]}
            {/* A count of one says nothing that the word does not. */}
            {by.length > 1 ? <span>{by.length}</span> : null}
          </button>
        )
      })}
    </div>
  )
}
