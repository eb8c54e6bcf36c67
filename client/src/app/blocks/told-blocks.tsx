import { Hand, UsersRound } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { Street } from '../../ui/drawings/street.tsx'
import { Empty } from '../../ui/empty.tsx'
import { CardList, Row, RowButton, RowLink, Section } from '../../ui/list.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Notice } from '../../ui/notice.tsx'
import styles from './blocks.module.css'

const long =
  'A name that is so long that it must go on to a second line, and then to a third on a small phone'

export const Told = () => (
  <Section title="Lists, notices, waiting and nothing">
    <div className={styles.stack}>
      <CardList>
        <Row sign={<UsersRound size={24} />} name="A row" below="What stands under it" />
        <RowLink href="#inhoud" sign={<UsersRound size={24} />} name={long} below={long} />
        <RowButton sign={<Hand size={24} />} name="A row that does something" onClick={() => {}} />
      </CardList>
      <Notice tone="calm" title="Calm">
        Something to know.
      </Notice>
      <Notice tone="ask" action={<Button>Do it</Button>}>
        Something that is asked.
      </Notice>
      <Notice tone="danger" title="Danger">
        Something that went wrong, and what to do.
      </Notice>
      <Loading label="Loading" rows={3} />
      <Empty title="Nothing here yet" text="One line, and what can be done." lit={1}>
        <Button look="primary" wide>
          Begin
        </Button>
      </Empty>
      <Street lit={3} />
    </div>
  </Section>
)
