import { useEffect, useState } from 'react'

/** The time, anew each minute: "vandaag" becomes "gisteren" while one looks at it. */
export const useNow = (): number => {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
