import type { listQuestions, OutputOf } from '@bijpraat/contract'
import { useId } from 'react'
import { useQuestionTexts } from '../../i18n/questions-texts.ts'
import { CardList, Row, Section } from '../../ui/list.tsx'
import { whileOf } from './question-words.ts'
import styles from './questions.module.css'

type List = OutputOf<typeof listQuestions>
type Figure = Pick<List['teams'][number], 'open' | 'answered' | 'medianMs'>

const useFigure = () => {
  const texts = useQuestionTexts()
  return ({ open, answered, medianMs }: Figure): string => {
    const done =
      answered === null || medianMs === null ? texts.tooFew : texts.done(answered, whileOf(medianMs, texts))
    return `${texts.open(open)}, ${done}`
  }
}

const Group = ({ title, rows }: { title: string; rows: readonly (Figure & { name: string })[] }) => {
  const id = useId()
  const say = useFigure()
  if (rows.length === 0) return null
  return (
    <section className={styles.waiting} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <CardList>
        {rows.map((row) => (
          <Row key={row.name} name={<bdi>{row.name}</bdi>} below={say(row)} />
        ))}
      </CardList>
    </section>
  )
}

/** How fast questions are answered, by village and by team. */
export const Figures = ({ list: { villages, teams } }: { list: List }) => {
  const texts = useQuestionTexts()
  if (villages.length + teams.length === 0) return null
  return (
    <Section title={texts.figures} aside={<p className={styles.aside}>{texts.figuresText}</p>}>
      <Group title={texts.byVillage} rows={villages} />
      <Group
        title={texts.byTeam}
        rows={teams.map(({ teamName, ...figure }) => ({ name: teamName, ...figure }))}
      />
    </Section>
  )
}
