import { colourRoles } from '@bijpraat/contract/theme'
import type { CSSProperties, ReactNode } from 'react'
import { Avatar } from '../../ui/drawings/avatar.tsx'
import { Brand } from '../../ui/drawings/brand.tsx'
import { plainLook, type ShutterLook } from '../../ui/drawings/shutter-pattern.tsx'
import { DiamondSign, GableSign, ShutterMark, ShuttersSign } from '../../ui/drawings/signs.tsx'
import { WindowIcon } from '../../ui/drawings/window-icon.tsx'
import { Section } from '../../ui/list.tsx'
import styles from './blocks.module.css'

export const Colours = () => (
  <Section title="Colours by role">
    <div className={styles.colours}>
      {colourRoles.map((role) => (
        <div key={role} className={styles.colour}>
          <span className={styles.patch} style={{ background: `var(--${role})` } satisfies CSSProperties} />
          <code>{role}</code>
        </div>
      ))}
    </div>
  </Section>
)

export const Type = () => (
  <Section title="Type">
    <p className={styles.body}>Body, 18 px: someone of 75 reads this on a phone in the sun.</p>
    <p className={styles.meta}>Meta, 16 px: who, and when.</p>
    <span className={styles.badge}>Badge and navigation, 15 px.</span>
    <h3>A title within a part</h3>
  </Section>
)

const looks: readonly ShutterLook[] = [
  { pattern: 'stripes', colours: ['#1a4e86'] },
  { pattern: 'diamond', colours: ['#9a2c1c'] },
  { pattern: 'chevron', colours: ['#6b3f69'] },
  { pattern: 'triangle', colours: ['#1b5a40'] },
  { pattern: 'blocks', colours: ['#8a4b20'] },
  plainLook,
]

const Sign = ({ name, children }: { name: string; children: ReactNode }) => (
  <span className={styles.sign}>
    {children}
    {name}
  </span>
)

export const Signs = () => (
  <Section title="Signs: shape first, then pattern, then name">
    <div className={styles.wrap}>
      {looks.map((look) => (
        <Sign key={look.pattern + look.colours.length} name={look.pattern}>
          <ShuttersSign look={look} />
          <ShuttersSign look={look} lit />
          <ShutterMark look={look} />
        </Sign>
      ))}
    </div>
    <div className={styles.wrap}>
      <Sign name="project">
        <GableSign />
        <GableSign lit />
      </Sign>
      <Sign name="topic">
        <DiamondSign />
        <DiamondSign lit />
      </Sign>
      <Sign name="villager">
        <Avatar name="Dorpsbelang Noord" look={looks[1]} />
      </Sign>
      <Sign name="official">
        <Avatar name="Medewerker duurzaamheid" official />
      </Sign>
      <Sign name="catch up">
        <WindowIcon />
      </Sign>
      <Brand />
    </div>
  </Section>
)
