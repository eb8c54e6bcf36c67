/** Nothing more is told on this device: its person signed out. The server stops by itself, with the session. */
export const endPush = async (): Promise<void> => {
  try {
    const worker = await navigator.serviceWorker?.getRegistration()
    await (await worker?.pushManager?.getSubscription())?.unsubscribe()
    for (const shown of (await worker?.getNotifications()) ?? []) shown.close()
  } catch {
    // Then what is told to it goes nowhere.
  }
}
