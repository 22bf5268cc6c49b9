import { createContext, useContext, useEffect } from 'react'

/** Makes the picture of the chart that is drawn now and hands it to the browser. */
export type SavePicture = () => Promise<void>

export type PictureOffer = {
  /** Whose numbers the chart shows. */
  channelName: string
  /** The statistic's name, as the panel has it. */
  panel: string
  /** A part of the file's name: the statistic as the address names it. */
  statistic: string
  /** Said by the chart when it is there, taken back with null. */
  offer: (save: SavePicture | null) => void
}

/** What a frame and the chart that is loaded into it later know of each other. */
export const PictureContext = createContext<PictureOffer | null>(null)

/** Offers a picture as long as the component is there. `save` must not change unless what it needs does. */
export function useOfferPicture(save: SavePicture): Omit<PictureOffer, 'offer'> | null {
  const context = useContext(PictureContext)
  const offer = context?.offer
  useEffect(() => {
    offer?.(save)
    return () => offer?.(null)
  }, [offer, save])
  return context
}
