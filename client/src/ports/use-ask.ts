import type { Command, InputOf, OutputOf } from '@bijpraat/contract'
import { useCallback, useRef, useState } from 'react'
import { useTexts } from '../i18n/i18n.tsx'
import { randomId } from '../sync/ids.ts'
import { type Refusal, refusalText } from './refusal-text.ts'
import { useEngine } from './session.tsx'

export type Asking<C extends Command> = {
  busy: boolean
  refusal: Refusal | null
  /** The refusal in words. */
  error: string | null
  /** The answer, or null when it was refused. While one is under way another does nothing. */
  ask: (input: InputOf<C>) => Promise<OutputOf<C> | null>
  clear: () => void
}

/** For what one waits for on screen: asks a command, keeps its refusal. */
export const useAsk = <C extends Command>(command: C): Asking<C> => {
  const engine = useEngine()
  const t = useTexts()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const under = useRef(false)
  const ask = useCallback(
    async (input: InputOf<C>) => {
      if (under.current) return null
      under.current = true
      setBusy(true)
      setRefusal(null)
      const answer = await engine.call(command, input)
      under.current = false
      setBusy(false)
      if (answer.ok) return answer.data
      setRefusal(answer)
      return null
    },
    [engine, command],
  )
  const clear = useCallback(() => setRefusal(null), [])
  return { busy, refusal, error: refusal ? refusalText(refusal, t) : null, ask, clear }
}

type Change<C extends Command> = Omit<InputOf<C>, 'commandId'>

/**
 * The same for a changing command. The same input asked again after no answer came keeps its id, so that
 * pressing twice does it once (L4).
 */
export const useChange = <C extends Command>(command: C) => {
  const { ask, ...rest } = useAsk(command)
  const last = useRef({ input: '', commandId: '' })
  const change = useCallback(
    async (input: Change<C>) => {
      const asked = JSON.stringify(input)
      if (last.current.input !== asked) last.current = { input: asked, commandId: randomId() }
      // The command's own id is what `Change` leaves out of its input.
      const answer = await ask({ ...input, commandId: last.current.commandId } as unknown as InputOf<C>)
      if (answer !== null) last.current = { input: '', commandId: '' }
      return answer
    },
    [ask],
  )
  return { ...rest, change }
}
