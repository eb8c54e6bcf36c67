import { Page, PageHeader } from '../../ui/page.tsx'
import { Colours, Signs, Type } from './base-blocks.tsx'
import { Buttons, Small } from './button-blocks.tsx'
import { Fields } from './field-blocks.tsx'
import { Over } from './over-blocks.tsx'
import { Talk } from './talk-blocks.tsx'
import { Told } from './told-blocks.tsx'

/**
 * Every primitive in every state, for who builds with them: what is not on this page does not exist. It follows the
 * theme of the device, so that light, dark and high contrast are looked at one by one.
 */
export const BlocksPage = () => (
  <Page header={<PageHeader title="Building blocks" below="Every primitive, in every state" />}>
    <Colours />
    <Type />
    <Signs />
    <Buttons />
    <Small />
    <Fields />
    <Talk />
    <Told />
    <Over />
  </Page>
)
