WebApp.App.Create(args).Run();
