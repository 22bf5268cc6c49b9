import type { Page } from '@playwright/test'
import { inTurn, press, untilDialog } from '../act.ts'
import type { State } from '../state.ts'

const LIST = '/channels/{line}/deliveries'
const selectTwo = async (page: Page) => {
  const boxes = page.getByRole('checkbox').filter({ visible: true })
  await boxes.nth(1).check()
  await boxes.nth(2).check()
}

/** 配信, redelivery in all its stages, sends and campaigns. */
export const DELIVERIES: State[] = [
  { name: 'deliveries', path: LIST, everyWidth: true },
  { name: 'deliveries-failed', path: `${LIST}?state=failed` },
  { name: 'deliveries-selected', path: `${LIST}?state=failed`, act: selectTwo, screenOnly: true },
  { name: 'deliveries-none-fits', path: `${LIST}?source=api` },
  { name: 'deliveries-none', path: '/channels/{quiet}/deliveries' },
  { name: 'deliveries-suspended', path: '/channels/{suspended}/deliveries' },
  { name: 'deliveries-braze', path: '/channels/{braze}/deliveries' },
  {
    name: 'dialog-redeliver',
    path: `${LIST}?state=failed`,
    screenOnly: true,
    act: inTurn(press('deliveries.redeliverMatching.failed'), untilDialog, (page) =>
      page.getByRole('dialog').getByRole('heading', { level: 3 }).first().waitFor(),
    ),
  },
  { name: 'delivery-arrived', path: `${LIST}/{arrivedDelivery}` },
  { name: 'delivery-failed', path: `${LIST}/{failedDelivery}`, everyWidth: true },
  { name: 'delivery-waiting', path: `${LIST}/{waitingDelivery}` },
  { name: 'delivery-skipped', path: `${LIST}/{skippedDelivery}` },
  { name: 'delivery-of-braze', path: '/channels/{braze}/deliveries/{brazeDelivery}' },
  { name: 'delivery-gone', path: `${LIST}/nothing` },
  {
    name: 'dialog-redeliver-one',
    path: `${LIST}/{failedDelivery}`,
    screenOnly: true,
    act: inTurn(press('delivery.redeliver'), untilDialog),
  },
  { name: 'send-test', path: `${LIST}/new` },
  { name: 'send-test-braze', path: '/channels/{braze}/deliveries/new' },
  { name: 'send-test-off', path: '/channels/{never}/deliveries/new' },
  { name: 'runs-none', path: '/channels/{quiet}/deliveries/runs' },
  { name: 'runs', path: `${LIST}/runs` },
  { name: 'run-over', path: `${LIST}/runs/{runOver}` },
  { name: 'run-halted', path: `${LIST}/runs/{runHalted}` },
  { name: 'run-paused', path: `${LIST}/runs/{runPaused}` },
  {
    name: 'dialog-stop-run',
    path: `${LIST}/runs/{runPaused}`,
    screenOnly: true,
    act: inTurn(press('run.stop'), untilDialog),
  },
  { name: 'run-gone', path: `${LIST}/runs/nothing` },
  { name: 'sends-none', path: '/channels/{quiet}/sends' },
  { name: 'sends', path: '/channels/{tracked}/sends' },
  { name: 'campaigns', path: '/channels/{tracked}/sends?list=campaigns' },
]
