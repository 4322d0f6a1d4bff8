# Vigie from a release archive made by ./build:
#   docker build -t vigie --build-arg VERSION=0.1.0-SNAPSHOT .
#   docker run -p 9090:9090 -v vigie-data:/var/lib/vigie -v ./prometheus.yml:/etc/vigie/prometheus.yml -v ./web.yml:/etc/vigie/web.yml vigie
# A container listens on all addresses, so web.yml (Prometheus' web configuration, with basic_auth_users) is demanded.
FROM eclipse-temurin:25-jdk
ARG VERSION
RUN useradd --system --home-dir /var/lib/vigie --create-home vigie
ADD server/target/vigie-${VERSION}.tar.gz /opt/
RUN ln -s /opt/vigie-${VERSION} /opt/vigie
USER vigie
VOLUME /var/lib/vigie
EXPOSE 9090
ENTRYPOINT ["/opt/vigie/bin/vigie", "serve", "--storage.tsdb.path=/var/lib/vigie"]
CMD ["--config.file=/etc/vigie/prometheus.yml", "--web.config.file=/etc/vigie/web.yml", "--web.listen-address=0.0.0.0:9090"]
