import { Link } from 'wouter'
import { useHousePages } from '../../i18n/house-page-texts.ts'
import { useTexts } from '../../i18n/i18n.tsx'
import { paths } from '../../ports/paths.ts'
import { Page, PageHeader } from '../../ui/page.tsx'
import styles from './house-page.module.css'

const other = { rules: 'privacy', privacy: 'rules' } as const
const addresses = { rules: paths.houseRules, privacy: paths.privacy } as const

/** House rules or privacy, in plain words; readable by anyone. */
export const HousePage = ({ which }: { which: 'rules' | 'privacy' }) => {
  const t = useTexts()
  const pages = useHousePages()
  const page = pages[which]
  return (
    <main className={styles.main}>
      <Page
        header={
          <PageHeader title={page.title} back={{ href: paths.home, label: t.common.back, always: true }} />
        }
      >
        <p className={styles.lead}>{page.lead}</p>
        {page.parts.map((part) => (
          <section key={part.title} className={styles.part}>
            <h2>{part.title}</h2>
            {part.paragraphs.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </section>
        ))}
        <p>
          <Link href={addresses[other[which]]}>{pages[other[which]].title}</Link>
        </p>
      </Page>
    </main>
  )
}
