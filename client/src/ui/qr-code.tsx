import { encode } from 'uqr'
import styles from './qr-code.module.css'

/** A QR code made on this device. Black on white in every theme: cameras read that best. */
export const QrCode = ({ value, label }: { value: string; label: string }) => {
  const { data, size } = encode(value, { ecc: 'M', border: 3 })
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={path} fill="#000000" />
    </svg>
  )
}
