module.exports = {
  plugins: [
    new webpack.DefinePlugin({
      "process.env.SENDGRID_API_KEY": JSON.stringify("{key:sendgrid-api-key}"),   // expect: leaked-key/sendgrid-api-key, scope/client-exposed-secret
    }),
  ],
};
