import { isCalledTogether } from '@bijpraat/contract'
import { useTexts } from '../../i18n/i18n.tsx'
import { calledName } from '../../ports/called.ts'
import { isStaff } from '../../ports/rights.ts'
import { useMe, useReplica } from '../../ports/session.tsx'
import { classes } from '../../ui/classes.ts'
import styles from './mention-chip.module.css'

const useCallsMe = (called: string): boolean => {
  const me = useMe()
  if (!me) return false
  if (!isCalledTogether(called)) return called === me.personId
  switch (called) {
    case 'everyone':
      return true
    case 'officials':
      return isStaff(me)
    case 'moderators':
      return me.role === 'admin' || me.moderatorOf.length > 0
  }
}

const Chip = ({ called, callsMe }: { called: string; callsMe: boolean }) => {
  const t = useTexts()
  const name = useReplica((state) => calledName(state, called, t))
  return <bdi className={classes(styles.mention, callsMe && styles.me)}>@{name}</bdi>
}

/** Who is called in a text, under the present name; clearer where it calls me. */
export const MentionChip = ({ called }: { called: string }) => (
  <Chip called={called} callsMe={useCallsMe(called)} />
)

/** The same in what I said myself: nobody calls themselves. */
export const OwnMentionChip = ({ called }: { called: string }) => <Chip called={called} callsMe={false} />
