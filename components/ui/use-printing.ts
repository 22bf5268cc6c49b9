import { useSyncExternalStore } from 'react'

let printing = false

function onPrinting(notify: () => void): () => void {
  const query = matchMedia('print')
  const say = (now: boolean) => () => {
    printing = now
    notify()
  }
  const [begin, end] = [say(true), say(false)]
  const change = () => (query.matches ? begin() : end())
  addEventListener('beforeprint', begin)
  addEventListener('afterprint', end)
  query.addEventListener('change', change)
  return () => {
    removeEventListener('beforeprint', begin)
    removeEventListener('afterprint', end)
    query.removeEventListener('change', change)
  }
}

/** Whether the page is being printed, in time for what the printer is given. */
export function usePrinting(): boolean {
  return useSyncExternalStore(
    onPrinting,
    () => printing,
    () => false,
  )
}
