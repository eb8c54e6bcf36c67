import { keepMineList, readMineList } from '../../ports/kept-here.ts'

const key = 'recent'
const most = 12

/** Pages of channels and people that were looked at on this device, the newest first. */
export const recentPages = (): string[] => readMineList(key)

export const noteVisit = (href: string): void =>
  keepMineList(key, [href, ...recentPages().filter((other) => other !== href)].slice(0, most))
