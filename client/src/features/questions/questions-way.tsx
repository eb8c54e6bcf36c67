import { CircleHelp } from 'lucide-react'
import { useQuestionTexts } from '../../i18n/questions-texts.ts'
import { paths } from '../../ports/paths.ts'
import { CardList, RowLink } from '../../ui/list.tsx'

/** From the own page to what waits for an answer. */
export const QuestionsWay = () => {
  const texts = useQuestionTexts()
  return (
    <CardList>
      <RowLink
        href={paths.questions}
        sign={<CircleHelp size={22} />}
        name={texts.title}
        below={texts.titleText}
      />
    </CardList>
  )
}
