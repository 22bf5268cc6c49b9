import createNextIntlPlugin from 'next-intl/plugin'

const withNextIntl = createNextIntlPlugin('./app/i18n.ts')

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // No image is fetched or resized by the server.
  images: { unoptimized: true },
  // `npm test` checks the types; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
}

export default withNextIntl(config)
