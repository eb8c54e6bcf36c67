import { useEffect, useState } from 'react'
import styles from './qr-code.module.css'

type Drawn = { size: number; path: string }

const draw = async (value: string): Promise<Drawn> => {
  // Few ever make one, so that the encoder comes only then.
  const { encode } = await import('uqr')
  const { data, size } = encode(value, { ecc: 'M', border: 3 })
  const dots = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
  return { size, path: dots.join('') }
}

/** A QR code made on this device. Black on white in every theme: cameras read that best. */
export const QrCode = ({ value, label }: { value: string; label: string }) => {
  const [drawn, setDrawn] = useState<Drawn | null>(null)
  useEffect(() => {
    let wanted = true
    // Without a connection it stays away; the link beside it does the same.
    draw(value)
      .then((made) => wanted && setDrawn(made))
      .catch(() => undefined)
    return () => {
      wanted = false
    }
  }, [value])
  if (!drawn) return null
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${drawn.size} ${drawn.size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={drawn.path} fill="#000000" />
    </svg>
  )
}
