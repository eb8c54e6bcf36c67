import { ArrowRight, Check, Landmark, Plus, SendHorizontal, ShieldCheck } from 'lucide-react'
import { paths } from '../../ports/paths.ts'
import { Badge, Count } from '../../ui/badge.tsx'
import { Button, ButtonLink, type ButtonLook } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Section } from '../../ui/list.tsx'
import styles from './blocks.module.css'

const looks: readonly ButtonLook[] = ['primary', 'secondary', 'quiet', 'danger', 'quietDanger']

export const Buttons = () => (
  <Section title="Buttons">
    <div className={styles.wrap}>
      {looks.map((look) => (
        <Button key={look} look={look} icon={<Check size={22} />}>
          {look}
        </Button>
      ))}
    </div>
    <div className={styles.wrap}>
      {looks.map((look) => (
        <Button key={look} look={look} busy>
          {look}, busy
        </Button>
      ))}
    </div>
    <Button look="primary" wide iconAfter={<ArrowRight size={22} />}>
      Wide, with where it goes
    </Button>
    <ButtonLink href={paths.home}>A link that looks like a button</ButtonLink>
    <div className={styles.wrap}>
      <IconButton icon={<Plus size={24} />} label="More" />
      <IconButton primary icon={<SendHorizontal size={22} />} label="Send" />
      <IconButton primary icon={<SendHorizontal size={22} />} label="Send nothing" aria-disabled />
    </div>
  </Section>
)

export const Small = () => (
  <Section title="Badges and counts">
    <div className={styles.wrap}>
      <Badge tone="official" icon={<Landmark size={16} />}>
        Official
      </Badge>
      <Badge tone="action" icon={<ShieldCheck size={16} />}>
        Moderator
      </Badge>
      <Badge tone="danger">Too late</Badge>
      <Badge>Plain</Badge>
      <Count value={7} label="7 new" />
      <Count value={120} label="120 new" />
      <Count small value={12} label="12 new" />
    </div>
  </Section>
)
