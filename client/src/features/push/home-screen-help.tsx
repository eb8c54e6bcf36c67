import type { ReactNode } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { usePushTexts } from '../../i18n/push-texts.ts'
import { Sheet } from '../../ui/sheet.tsx'
import styles from './home-screen-help.module.css'

/** A phone with one thing on it that is lit: where to press. */
const Drawing = ({ children }: { children: ReactNode }) => (
  <svg className={styles.drawing} viewBox="0 0 84 108" aria-hidden="true">
    <rect className={styles.case} x="14" y="2" width="56" height="104" rx="10" />
    {children}
  </svg>
)

const PressShare = () => (
  <Drawing>
    <rect className={styles.faint} x="22" y="14" width="40" height="8" rx="4" />
    <rect className={styles.faint} x="22" y="28" width="40" height="44" rx="4" />
    <circle className={styles.lit} cx="42" cy="90" r="13" />
    <path
      className={styles.line}
      d="M37.500 88h-1.500v9h12v-9h-1.500M42 93v-11m-3.500 3.500 3.500-3.500 3.500 3.500"
    />
  </Drawing>
)

const ChooseAdd = () => (
  <Drawing>
    <rect className={styles.faint} x="22" y="16" width="40" height="12" rx="4" />
    <rect className={styles.faint} x="22" y="34" width="40" height="12" rx="4" />
    <rect className={styles.lit} x="18" y="52" width="48" height="22" rx="6" />
    <rect className={styles.line} x="24" y="57" width="12" height="12" rx="3" />
    <path className={styles.line} d="M30 60v6m-3-3h6M43 63h16" />
    <rect className={styles.faint} x="22" y="80" width="40" height="12" rx="4" />
  </Drawing>
)

const OpenFromThere = () => (
  <Drawing>
    {[20, 36, 52].map((x) => (
      <rect key={x} className={styles.faint} x={x} y="16" width="12" height="12" rx="3" />
    ))}
    <rect className={styles.faint} x="20" y="36" width="12" height="12" rx="3" />
    <rect className={styles.lit} x="28" y="52" width="28" height="28" rx="7" />
    <path className={styles.line} d="M37 58h10v13l-5 4.500-5-4.500zM42 58v14M37 64.500h10" />
  </Drawing>
)

const drawings = [PressShare, ChooseAdd, OpenFromThere]

/** How an iPhone or iPad comes to give alerts: the only way there leads by the home screen. */
export const HomeScreenHelp = ({ onClose }: { onClose: () => void }) => {
  const t = useTexts()
  const texts = usePushTexts()
  return (
    <Sheet title={texts.iphoneTitle} closeLabel={t.common.close} onClose={onClose}>
      <ol className={styles.steps}>
        {texts.iphoneSteps.map((step, at) => {
          const Step = drawings[at] ?? PressShare
          return (
            <li key={step} className={styles.step}>
              <Step />
              <span>
                <span className={styles.number}>{at + 1}.</span> {step}
              </span>
            </li>
          )
        })}
      </ol>
    </Sheet>
  )
}
