// Stands for packages that the sign-in library imports for wallets, which nobody can use here.
module.exports = {};
