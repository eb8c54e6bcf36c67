import type { ChannelContent } from '@bijpraat/contract'
import { createContext, type ReactNode } from 'react'

/** Draws the sign of a channel; the app knows how channels look, and hands it in. */
export type RenderSign = (
  content: Pick<ChannelContent, 'kind' | 'look'>,
  how: { size: number; lit: boolean },
) => ReactNode

export const SignContext = createContext<RenderSign>(() => null)
