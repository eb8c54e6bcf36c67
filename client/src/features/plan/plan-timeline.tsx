import { Check, Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { classes } from '../../ui/classes.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, type MenuItem, type MenuPlace } from '../../ui/menu.tsx'
import { RichText } from '../../ui/rich-text/rich-text.tsx'
import styles from './plan.module.css'
import { PartFacts } from './plan-part-line.tsx'
import { type PlanPart, type PlanTree, progressOf } from './plan-tree.ts'
import type { Speech } from './use-speech.ts'

/** What can be done with a part; null where one only reads. */
export type ActsOf = ((part: PlanPart) => readonly MenuItem[]) | null

type Shown = { part: PlanPart; actsOf: ActsOf; speech: Speech }

export const partAnchor = (partId: string): string => `deel-${partId}`

const Acts = ({ part, actsOf, speech }: Shown) => {
  const [menuAt, setMenuAt] = useState<MenuPlace | null>(null)
  if (actsOf === null) return null
  const label = speech.texts.moreAbout(part.content.title)
  return (
    <span className={styles.acts}>
      <IconButton
        icon={<Ellipsis size={22} />}
        label={speech.texts.more}
        aria-label={label}
        aria-haspopup="menu"
        onClick={(event) => setMenuAt(event.currentTarget.getBoundingClientRect())}
      />
      {menuAt ? (
        <Menu label={label} items={actsOf(part)} at={menuAt} onClose={() => setMenuAt(null)} />
      ) : null}
    </span>
  )
}

const About = ({ part, speech }: Omit<Shown, 'actsOf'>) => (
  <>
    <PartFacts content={part.content} speech={speech} />
    {part.content.note === '' ? null : (
      <div className={styles.note}>
        <RichText source={part.content.note} />
      </div>
    )}
    {part.owed ? <p className={styles.owed}>{speech.texts.owed}</p> : null}
  </>
)

const Lines = ({ parts, actsOf, speech }: Omit<Shown, 'part'> & { parts: readonly PlanPart[] }) => (
  <ul className={styles.lines}>
    {parts.map((part) => (
      <li key={part.id} id={partAnchor(part.id)} tabIndex={-1} className={styles.line}>
        <div className={styles.lineText}>
          <h4
            dir="auto"
            className={classes(styles.lineTitle, part.content.state === 'dropped' && styles.dropped)}
          >
            {part.content.title}
          </h4>
          <About part={part} speech={speech} />
        </div>
        <Acts part={part} actsOf={actsOf} speech={speech} />
      </li>
    ))}
  </ul>
)

/** Where on the line: done, the one that it is about now, or one to come, by its number. */
const Mark = ({ part, number, isNow }: { part: PlanPart; number: number; isNow: boolean }) => {
  const isDone = part.content.state === 'done'
  return (
    <span className={classes(styles.mark, isDone && styles.markDone, isNow && styles.markNow)} aria-hidden>
      {isDone ? <Check size={20} /> : number}
    </span>
  )
}

const Progress = ({ all, done, speech }: { all: number; done: number; speech: Speech }) => (
  <div className={styles.progress}>
    <div className={styles.bar} aria-hidden="true">
      {Array.from({ length: Math.min(all, 24) }, (_, at) => (
        <span
          key={at}
          className={classes(styles.piece, at < (done / all) * Math.min(all, 24) && styles.full)}
        />
      ))}
    </div>
    <strong>{speech.texts.progress(done, all)}</strong>
  </div>
)

/** A plan from its first milestone to its last, each with what belongs to it. */
export const PlanTimeline = ({
  tree,
  actsOf,
  speech,
}: {
  tree: PlanTree
  actsOf: ActsOf
  speech: Speech
}) => {
  const t = useTexts()
  const { all, done, nowId } = progressOf(tree)
  return (
    <>
      {all > 0 ? <Progress all={all} done={done} speech={speech} /> : null}
      <ol className={styles.milestones} aria-label={t.channels.planTab}>
        {tree.milestones.map(({ milestone, parts }, at) => (
          <li key={milestone.id} id={partAnchor(milestone.id)} tabIndex={-1} className={styles.milestone}>
            <Mark part={milestone} number={at + 1} isNow={milestone.id === nowId} />
            <div className={styles.of}>
              <div className={styles.head}>
                <div className={styles.lineText}>
                  <h3
                    dir="auto"
                    className={classes(styles.title, milestone.content.state === 'dropped' && styles.dropped)}
                  >
                    {milestone.content.title}
                  </h3>
                  {milestone.id === nowId ? <p className={styles.now}>{speech.texts.now}</p> : null}
                  <About part={milestone} speech={speech} />
                </div>
                <Acts part={milestone} actsOf={actsOf} speech={speech} />
              </div>
              {parts.length > 0 ? <Lines parts={parts} actsOf={actsOf} speech={speech} /> : null}
            </div>
          </li>
        ))}
      </ol>
      {tree.loose.length > 0 ? (
        <section className={styles.loose}>
          {tree.milestones.length > 0 ? <h3 className={styles.title}>{speech.texts.loose}</h3> : null}
          <Lines parts={tree.loose} actsOf={actsOf} speech={speech} />
        </section>
      ) : null}
    </>
  )
}
