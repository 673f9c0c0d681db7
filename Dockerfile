# syntax=docker/dockerfile:1
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
# Restore first, from what names the packages, so that a change of code does not fetch them again.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY .config/BannedSymbols.txt .config/
COPY src/MicroSeg.Audience/MicroSeg.Audience.csproj src/MicroSeg.Audience/
COPY src/MicroSeg.Templates/MicroSeg.Templates.csproj src/MicroSeg.Templates/
COPY src/MicroSeg.Api/MicroSeg.Api.csproj src/MicroSeg.Api/
RUN dotnet restore src/MicroSeg.Api -p:PruneUnreachablePackages=false -p:PublishReadyToRun=true --use-current-runtime
COPY .editorconfig ./
COPY src/MicroSeg.Audience src/MicroSeg.Audience
COPY src/MicroSeg.Templates src/MicroSeg.Templates
COPY src/MicroSeg.Api src/MicroSeg.Api
RUN dotnet publish src/MicroSeg.Api --no-restore -c Release -o /app --use-current-runtime --self-contained false \
    -p:PruneUnreachablePackages=false -p:PublishReadyToRun=true \
 && mkdir /data

# The -extra variant has ICU and time zones: prices and dates are written in each customer's locale and zone.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
WORKDIR /app
COPY --from=build /app .
COPY --from=build --chown=$APP_UID:$APP_UID /data /data
ENV ASPNETCORE_HTTP_PORTS=8080 \
    Storage__Folder=/data
VOLUME /data
EXPOSE 8080
USER $APP_UID
# The image has no shell and no curl: the program asks itself.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s CMD ["dotnet", "MicroSeg.Api.dll", "health", "http://localhost:8080/health/ready"]
ENTRYPOINT ["dotnet", "MicroSeg.Api.dll"]
