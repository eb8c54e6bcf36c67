/** A name without accents and capitals, as one searches for it. */
export const plainName = (name: string): string =>
  name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
