import styles from './brand.module.css'

/** The sign of Bijpraat: a window that is also a speech balloon, with its name. */
export const Brand = ({ nameHidden = false }: { nameHidden?: boolean }) => (
  <span className={styles.brand}>
    <svg width="40" height="36" viewBox="0 0 40 36" aria-hidden="true">
      <g stroke="var(--paint-line)" strokeWidth="1.6" strokeLinejoin="round">
        <path d="M12 3h16v24l-8 7-8-7z" fill="var(--ask)" />
        <path d="M20 3v25M12 12h16" fill="none" />
        <path d="M2 3h10v24H2zM28 3h10v24H28z" fill="#1b5a40" />
      </g>
      <path d="m7 8 3 7-3 7-3-7zM33 8l3 7-3 7-3-7z" fill="#fff" />
    </svg>
    <span className={nameHidden ? 'visually-hidden' : styles.name}>Bijpraat</span>
  </span>
)
