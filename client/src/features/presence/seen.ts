import { keepMine, useMine } from '../../ports/kept-here.ts'

const key = 'unseen'

/** Whether others may see that this person is here and writes; chosen on each device. */
export const useSeen = (): boolean => useMine(key) === null

export const chooseSeen = (seen: boolean): void => keepMine(key, seen ? null : 'unseen')
