package org.sosgi.sink.mqtt;

class Mqtt5SinkContractIT extends MqttSinkContractIT {

    @Override
    String version() {
        return "5";
    }
}
