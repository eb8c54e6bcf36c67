import { keepMine, readMine, useMine } from '../ports/kept-here.ts'

const key = 'question-key'
const off = 'off'

/** Whether the lone key `?` does something here; software that types what is said must be able to stop it. */
export const hasQuestionKey = (): boolean => readMine(key) !== off
export const useQuestionKey = (): boolean => useMine(key) !== off
export const keepQuestionKey = (on: boolean): void => keepMine(key, on ? null : off)
