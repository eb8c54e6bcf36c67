const two = (n: number) => String(n).padStart(2, '0')

/** The last moment of a day as a field of a form has it (`2026-12-05`), on this device; null for no day. */
export const endOfDay = (day: string): number | null => {
  const at = new Date(`${day}T23:59:59.999`).getTime()
  return Number.isNaN(at) ? null : at
}

/** The day of a moment for a field of a form; empty for none. */
export const dayOf = (ms: number | null | undefined): string => {
  if (ms === null || ms === undefined) return ''
  const date = new Date(ms)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
