import { Copy, Trash2 } from 'lucide-react'
import { useTexts } from '../i18n/i18n.tsx'
import { useEngine } from '../ports/session.tsx'
import { useCopy } from '../ports/use-share-out.ts'
import type { OutboxEntry } from '../replica/replica.ts'
import { Button } from '../ui/button.tsx'
import { CardList, Row, Section } from '../ui/list.tsx'

const textOf = ({ input }: OutboxEntry) =>
  [input.title, input.text].filter((part): part is string => typeof part === 'string').join('\n')

/** What was written for a channel that is not there any more: to copy, or to throw away. */
export const UnsentText = ({ entries }: { entries: readonly OutboxEntry[] }) => {
  const t = useTexts()
  const engine = useEngine()
  const copy = useCopy()
  const written = entries.filter((entry) => textOf(entry) !== '')
  if (written.length === 0) return null
  return (
    <Section title={t.channels.goneUnsent}>
      <CardList>
        {written.map((entry) => (
          <Row
            key={entry.commandId}
            name={<bdi>{textOf(entry)}</bdi>}
            end={
              <>
                <Button look="quiet" icon={<Copy size={20} />} onClick={() => void copy(textOf(entry))}>
                  {t.item.copyText}
                </Button>
                <Button
                  look="quietDanger"
                  icon={<Trash2 size={20} />}
                  onClick={() => engine.discard(entry.commandId)}
                >
                  {t.item.discard}
                </Button>
              </>
            }
          />
        ))}
      </CardList>
    </Section>
  )
}
