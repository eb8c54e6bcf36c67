import { useManagingTexts } from '../../i18n/managing-texts.ts'
import { AuthorName } from '../../ports/author-line.tsx'
import type { ShownPerson } from '../../ports/people.ts'
import { Bubble } from '../../ui/bubble.tsx'
import { Avatar } from '../../ui/drawings/avatar.tsx'
import styles from './sample-talk.module.css'

const nobody = { personId: null, known: true, gone: false, look: undefined }

const Said = ({ by, text }: { by: ShownPerson; text: string }) => (
  <Bubble
    mine={false}
    head
    circle={<Avatar name={by.name} official={by.official} look={by.look} />}
    author={<AuthorName author={by} />}
  >
    <p>{text}</p>
  </Bubble>
)

/** What this place is, shown instead of told: who talks here, and oneself among them under the name being typed. */
export const SampleTalk = ({ name }: { name: string }) => {
  const { sample } = useManagingTexts().invitation
  const villager: ShownPerson = {
    ...nobody,
    name: sample.villager,
    official: false,
    look: { pattern: 'diamond', colours: ['#9a2c1c'] },
  }
  return (
    <figure className={styles.sample}>
      <figcaption className={styles.caption}>{sample.caption}</figcaption>
      <Said by={villager} text={sample.question} />
      <Said by={{ ...nobody, name: sample.official, official: true }} text={sample.answer} />
      <Bubble mine head>
        <p className={styles.own}>{name === '' ? sample.join : sample.hello(name)}</p>
      </Bubble>
    </figure>
  )
}
