import { Heart, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { ConfirmSheet } from '../../ui/confirm-sheet.tsx'
import { Finder } from '../../ui/finder.tsx'
import { Section } from '../../ui/list.tsx'
import { Menu, type MenuItem, type MenuPlace } from '../../ui/menu.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { useToast } from '../../ui/toasts.tsx'
import styles from './blocks.module.css'

type Shown = { what: 'sheet' | 'confirm' | 'finder' } | { what: 'menu'; at: MenuPlace }

const items: readonly MenuItem[] = [
  { label: 'On', icon: <Heart size={22} />, on: true, run: () => {} },
  { label: 'Off', icon: <Heart size={22} />, on: false, run: () => {} },
  'separator',
  { label: 'Change', icon: <Pencil size={22} />, run: () => {} },
  { label: 'Delete', icon: <Trash2 size={22} />, danger: true, run: () => {} },
]

const names = ['A bench by the pond', 'A hedge along the water', 'Warm houses']

const SomeFinder = ({ onClose }: { onClose: () => void }) => {
  const [value, setValue] = useState('')
  const options = names
    .filter((name) => name.toLowerCase().includes(value.toLowerCase()))
    .map((name) => ({ key: name, face: name }))
  return (
    <Finder
      label="A name"
      hint="Type a name"
      closeLabel="Close"
      value={value}
      onChange={setValue}
      groups={options.length > 0 ? [{ title: 'Some', options }] : []}
      onChoose={onClose}
      onClose={onClose}
      nothing={<p>Nothing by that name.</p>}
    />
  )
}

const OverIt = ({ shown, onClose }: { shown: Shown; onClose: () => void }) => {
  switch (shown.what) {
    case 'menu':
      return <Menu label="What can be done" items={items} at={shown.at} onClose={onClose} />
    case 'finder':
      return <SomeFinder onClose={onClose} />
    case 'sheet':
      return (
        <Sheet title="A sheet" closeLabel="Close" onClose={onClose}>
          <p>A form or a question, over the page.</p>
        </Sheet>
      )
    case 'confirm':
      return (
        <ConfirmSheet
          title="Really?"
          text="What will happen then."
          confirm="Do it"
          cancel="Never mind"
          closeLabel="Close"
          busy={false}
          error={null}
          onConfirm={onClose}
          onClose={onClose}
        />
      )
  }
}

/** What comes over the page, and gives the focus back when it goes. */
export const Over = () => {
  const toast = useToast()
  const [shown, setShown] = useState<Shown | null>(null)
  return (
    <Section title="Over the page">
      <div className={styles.wrap}>
        <Button
          onClick={(event) => setShown({ what: 'menu', at: event.currentTarget.getBoundingClientRect() })}
        >
          Menu
        </Button>
        <Button onClick={() => setShown({ what: 'sheet' })}>Sheet</Button>
        <Button onClick={() => setShown({ what: 'confirm' })}>Question</Button>
        <Button onClick={() => setShown({ what: 'finder' })}>Finder</Button>
        <Button onClick={() => toast({ text: 'Deleted.', action: { label: 'Put back', run: () => {} } })}>
          Toast
        </Button>
      </div>
      {shown ? <OverIt shown={shown} onClose={() => setShown(null)} /> : null}
    </Section>
  )
}
