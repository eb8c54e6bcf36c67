import { Bookmark } from 'lucide-react'
import { useOwnTexts } from '../../i18n/own-texts.ts'
import { paths } from '../../ports/paths.ts'
import { CardList, RowLink } from '../../ui/list.tsx'

/** From the own page to what is saved. */
export const SavedWay = () => {
  const texts = useOwnTexts()
  return (
    <CardList>
      <RowLink href={paths.saved} sign={<Bookmark size={22} />} name={texts.saved} below={texts.savedText} />
    </CardList>
  )
}
