import type { PlanPartContent } from '@bijpraat/contract'
import { Ban, Check, Clock, Ellipsis } from 'lucide-react'
import type { ReactNode } from 'react'
import { usePerson } from '../../ports/people.ts'
import { Badge } from '../../ui/badge.tsx'
import styles from './plan.module.css'
import { isOverdue, whenOf } from './plan-words.ts'
import type { Speech } from './use-speech.ts'

const tones = { planned: 'plain', busy: 'action', done: 'action', dropped: 'plain' } as const
const icons: Record<PlanPartContent['state'], ReactNode> = {
  planned: <Clock size={16} />,
  busy: <Ellipsis size={16} />,
  done: <Check size={16} />,
  dropped: <Ban size={16} />,
}

export const StateChip = ({ state, speech }: { state: PlanPartContent['state']; speech: Speech }) => (
  <Badge tone={tones[state]} icon={icons[state]}>
    {speech.texts.states[state]}
  </Badge>
)

/** Whose it is; a person by the name that the directory says now. */
const Owner = ({ content }: { content: Pick<PlanPartContent, 'ownerId' | 'ownerName'> }) => {
  const person = usePerson(content.ownerId)
  if (content.ownerId !== null) return person.known ? <bdi>{person.name}</bdi> : null
  return content.ownerName === '' ? null : <bdi>{content.ownerName}</bdi>
}

/** When, whose and how far: what stands under the name of a part. */
export const PartFacts = ({ content, speech }: { content: PlanPartContent; speech: Speech }) => {
  const when = whenOf(content, speech.say, speech.today, speech.texts)
  const owned = content.ownerId !== null || content.ownerName !== ''
  return (
    <div className={styles.facts}>
      {when === null ? null : (
        <span className={isOverdue(content, speech.today) ? styles.overdue : undefined}>{when}</span>
      )}
      {owned ? <Owner content={content} /> : null}
      <StateChip state={content.state} speech={speech} />
    </div>
  )
}
