import styles from './loading.module.css'

/** Still shapes where the content will come; no shimmer. */
export const Loading = ({ label, rows = 3 }: { label: string; rows?: number }) => (
  <div role="status">
    <span className="visually-hidden">{label}</span>
    <div className={styles.loading} aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles.shape} />
      ))}
    </div>
  </div>
)
