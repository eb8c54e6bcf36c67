import { decision } from '@bijpraat/contract'
import { CircleHelp, Gavel } from 'lucide-react'
import { Link } from 'wouter'
import { useDecisionTexts } from '../i18n/decisions-texts.ts'
import { useQuestionTexts } from '../i18n/questions-texts.ts'
import { paths } from '../ports/paths.ts'
import { useMe } from '../ports/session.tsx'
import type { HeldItem } from '../replica/replica.ts'
import { classes } from '../ui/classes.ts'
import styles from './made-links.module.css'

/** Under an item the ways to what was made from it. */
export const MadeLinks = ({
  channelId,
  from,
  made,
  onGo,
}: {
  channelId: string
  from: HeldItem
  made: readonly HeldItem[]
  onGo: () => void
}) => {
  const meId = useMe()?.personId
  const questions = useQuestionTexts()
  const decisions = useDecisionTexts()
  return (
    <p className={classes(styles.made, from.authorId === meId && styles.mine)}>
      {made.map(({ id, kind }) => (
        <Link key={id} href={paths.item(channelId, id)} className={styles.way} onClick={onGo}>
          {kind === decision.kind ? <Gavel size={20} /> : <CircleHelp size={20} />}
          {kind === decision.kind ? decisions.became : questions.became}
        </Link>
      ))}
    </p>
  )
}
