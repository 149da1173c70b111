const port = process.env.PORT || "3000";
const level = process.env.LOG_LEVEL || "info";
const region = process.env.AWS_REGION || "eu-west-1";
