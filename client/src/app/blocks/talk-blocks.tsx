import { Check, CircleAlert, Clock, Megaphone, Newspaper } from 'lucide-react'
import type { ReactNode } from 'react'
import { BubbleFrame } from '../../features/items/bubble-frame.tsx'
import type { RowState } from '../../features/items/row-state.ts'
import type { ShownPerson } from '../../ports/people.ts'
import type { HeldItem } from '../../replica/replica.ts'
import { BoardCard } from '../../ui/board-card.tsx'
import { Section } from '../../ui/list.tsx'
import { RichText } from '../../ui/rich-text/rich-text.tsx'
import styles from './blocks.module.css'

const author: ShownPerson = {
  personId: 'someone',
  name: 'Werkgroep Energie',
  known: true,
  official: false,
  gone: false,
  look: { pattern: 'diamond', colours: ['#9a2c1c'] },
}

const item = (seq: number): HeldItem => ({
  id: `item-${seq}`,
  kind: 'message',
  seq,
  rev: seq,
  authorId: 'someone',
  createdAt: Date.UTC(2026, 0, 5, 8, 30),
  content: { text: '' },
  fits: true,
})

const Bubble = ({
  seq,
  state,
  mine,
  by = author,
  text,
  below = null,
}: {
  seq: number
  state: RowState['state']
  mine: boolean
  by?: ShownPerson
  text: string
  below?: ReactNode
}) => (
  <BubbleFrame
    item={item(seq)}
    author={by}
    mine={mine}
    head
    state={state}
    card={<RichText source={text} />}
    below={below}
    menu={null}
    onMenu={() => {}}
  />
)

const Below = ({ children }: { children: ReactNode }) => <div className={styles.sign}>{children}</div>

/** Talk is a bubble, a deed is a card. */
export const Talk = () => (
  <Section title="Talk and deeds">
    <Bubble seq={1} state="quiet" mine={false} text="The coffee is ready." />
    <Bubble
      seq={2}
      state="quiet"
      mine={false}
      by={{ ...author, name: 'Medewerker duurzaamheid', official: true, look: undefined }}
      text={'With **bold**, *slanted*, a [link](https://example.org), and:\n\n- one thing\n- another'}
    />
    <Bubble
      seq={3}
      state="sent"
      mine
      text="I bring the ladder."
      below={
        <Below>
          <Check size={18} /> Sent
        </Below>
      }
    />
    <Bubble
      seq={0}
      state="waiting"
      mine
      text="There is a tree across the path."
      below={
        <Below>
          <Clock size={18} /> Waits
        </Below>
      }
    />
    <Bubble
      seq={0}
      state="failed"
      mine
      text="This one did not arrive."
      below={
        <Below>
          <CircleAlert size={18} /> Failed
        </Below>
      }
    />
    <BoardCard tone="action" icon={<Newspaper size={22} />} board="News" meta="8.30" foot="Who did it">
      <h3>The permit is there</h3>
      <p>The panels come in February.</p>
    </BoardCard>
    <BoardCard tone="official" icon={<Megaphone size={22} />} board="Announcement" meta="8.45">
      <h3>What everyone must know</h3>
      <p>In blue when the municipality says it.</p>
    </BoardCard>
    <BoardCard tone="plain" icon={<Newspaper size={22} />} board="Something else">
      <p>For what has no colour of its own.</p>
    </BoardCard>
  </Section>
)
