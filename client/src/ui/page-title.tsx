import { createContext, useContext, useEffect } from 'react'

/** Takes the title of the page that is shown; given by the app, which adds what is unread. */
export const PageTitleContext = createContext<(title: string) => void>(() => {})

/** Names the page in the browser's tab. */
export const usePageTitle = (title: string): void => {
  const tell = useContext(PageTitleContext)
  useEffect(() => tell(title), [tell, title])
}
